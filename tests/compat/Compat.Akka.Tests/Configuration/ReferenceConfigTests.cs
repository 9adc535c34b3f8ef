using Akka.Configuration;

namespace Compat.Akka.Tests.Configuration;

/// <summary>Defaults that an application sees or leans on.</summary>
public sealed class ReferenceConfigTests
{
    [Theory]
    [InlineData("akka.loglevel", "INFO")]
    [InlineData("akka.stdout-loglevel", "WARNING")]
    [InlineData("akka.loggers-dispatcher", "akka.actor.default-dispatcher")]
    [InlineData("akka.logger-startup-timeout", "5s")]
    [InlineData("akka.logger-formatter", "Akka.Event.SemanticLogMessageFormatter, Akka")]
    [InlineData("akka.stdout-logger-class", "")]
    [InlineData("akka.log-config-on-start", "off")]
    [InlineData("akka.log-dead-letters", "10")]
    [InlineData("akka.log-dead-letters-during-shutdown", "off")]
    [InlineData("akka.log-dead-letters-suspend-duration", "5 minutes")]
    [InlineData("akka.actor.provider", "Akka.Actor.LocalActorRefProvider")]
    [InlineData("akka.actor.guardian-supervisor-strategy", "Akka.Actor.DefaultSupervisorStrategy")]
    [InlineData("akka.actor.ask-timeout", "infinite")]
    [InlineData("akka.actor.default-dispatcher.type", "Dispatcher")]
    [InlineData("akka.actor.default-dispatcher.executor", "default-executor")]
    [InlineData("akka.actor.default-dispatcher.throughput", "30")]
    [InlineData("akka.actor.default-dispatcher.throughput-deadline-time", "0ms")]
    [InlineData("akka.actor.internal-dispatcher.throughput", "5")]
    [InlineData("akka.actor.default-fork-join-dispatcher.dedicated-thread-pool.thread-count", "3")]
    [InlineData("akka.actor.default-mailbox.mailbox-type", "Akka.Dispatch.UnboundedMailbox")]
    [InlineData("akka.actor.default-mailbox.mailbox-capacity", "1000")]
    [InlineData("akka.actor.default-mailbox.mailbox-push-timeout-time", "10s")]
    [InlineData("akka.actor.default-mailbox.stash-capacity", "-1")]
    [InlineData("akka.actor.mailbox.bounded-queue-based.mailbox-type", "Akka.Dispatch.BoundedMailbox")]
    [InlineData("akka.actor.mailbox.unbounded-deque-based.mailbox-type", "Akka.Dispatch.UnboundedDequeBasedMailbox")]
    [InlineData("akka.actor.debug.unhandled", "off")]
    [InlineData("akka.actor.debug.lifecycle", "off")]
    [InlineData("akka.actor.serializers.bytes", "Akka.Serialization.ByteArraySerializer, Akka")]
    [InlineData("akka.actor.serialization-bindings.\"System.Byte[]\"", "bytes")]
    [InlineData("akka.actor.serialization-identifiers.\"Akka.Serialization.ByteArraySerializer, Akka\"", "4")]
    [InlineData("akka.scheduler.implementation", "Akka.Actor.HashedWheelTimerScheduler")]
    [InlineData("akka.scheduler.tick-duration", "10ms")]
    [InlineData("akka.scheduler.ticks-per-wheel", "512")]
    [InlineData("akka.coordinated-shutdown.terminate-actor-system", "on")]
    [InlineData("akka.coordinated-shutdown.exit-clr", "off")]
    [InlineData("akka.coordinated-shutdown.run-by-clr-shutdown-hook", "on")]
    public void Default_Key_HasTheDocumentedValue(string key, string expected) => Assert.Equal(expected, ConfigurationFactory.Default().GetString(key));

    [Theory]
    [InlineData("akka.persistence.journal.plugin", "akka.persistence.journal.inmem")]
    [InlineData("akka.persistence.max-concurrent-recoveries", "50")]
    [InlineData("akka.persistence.snapshot-store.local.dir", "snapshots")]
    [InlineData("akka.persistence.snapshot-store.local.max-load-attempts", "3")]
    [InlineData("akka.persistence.journal-plugin-fallback.recovery-event-timeout", "30s")]
    [InlineData("akka.persistence.journal-plugin-fallback.circuit-breaker.max-failures", "10")]
    [InlineData("akka.persistence.journal-plugin-fallback.circuit-breaker.call-timeout", "10s")]
    [InlineData("akka.persistence.journal-plugin-fallback.circuit-breaker.reset-timeout", "30s")]
    [InlineData("akka.persistence.journal-plugin-fallback.replay-filter.mode", "repair-by-discard-old")]
    [InlineData("akka.persistence.journal-plugin-fallback.replay-filter.window-size", "100")]
    [InlineData("akka.persistence.journal-plugin-fallback.replay-filter.max-old-writers", "10")]
    [InlineData("akka.persistence.journal-plugin-fallback.replay-filter.debug", "off")]
    [InlineData("akka.persistence.snapshot-store-plugin-fallback.circuit-breaker.max-failures", "5")]
    [InlineData("akka.persistence.snapshot-store-plugin-fallback.circuit-breaker.call-timeout", "20s")]
    [InlineData("akka.persistence.snapshot-store-plugin-fallback.circuit-breaker.reset-timeout", "60s")]
    [InlineData("akka.persistence.snapshot-store-plugin-fallback.snapshot-is-optional", "false")]
    public void PersistenceDefault_Key_HasTheDocumentedValue(string key, string expected) =>
        Assert.Equal(expected, global::Akka.Persistence.Persistence.DefaultConfig().GetString(key));

    [Theory]
    [InlineData("akka.coordinated-shutdown.default-phase-timeout", 5)]
    [InlineData("akka.coordinated-shutdown.phases.actor-system-terminate.timeout", 10)]
    [InlineData("akka.coordinated-shutdown.phases.cluster-exiting.timeout", 10)]
    public void Default_Duration_HasTheDocumentedValue(string key, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), ConfigurationFactory.Default().GetTimeSpan(key));
}
