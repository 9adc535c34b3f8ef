using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>Base of the tests of what a persistent actor may count on, with journal and snapshots in memory.</summary>
public abstract class PersistenceContract : global::Akka.TestKit.Xunit2.TestKit
{
    private int _started;

    protected PersistenceContract(string hocon = "")
        : base(ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(SqlHocon.InMemory))) => Probe = CreateTestProbe();

    protected TestProbe Probe { get; }

    protected IActorRef Start(Action<ScriptedActor> script, Recovery? recovery = null, string id = "a", Func<Props, Props>? change = null)
    {
        var props = Props.Create(() => new ScriptedActor(id, Probe.Ref, script, recovery));
        return Sys.ActorOf(change is null ? props : change(props), $"{id}-{++_started}");
    }

    /// <summary>Starts an actor that stores each text it gets, and stores some.</summary>
    protected IActorRef StartWith(params string[] texts)
    {
        var actor = Start(script => script.On<string>(text => script.Persist(text, script.Handled)));
        for (int i = 0; i < texts.Length; i++)
        {
            actor.Tell(texts[i]);
            Expect($"stored {texts[i]} as {i + 1}");
        }

        return actor;
    }

    protected void Store(params string[] texts) => Stop(StartWith(texts));

    protected void Expect(params string[] expected)
    {
        foreach (string what in expected) Assert.Equal(what, Probe.ExpectMsg<string>(TimeSpan.FromSeconds(10)));
    }

    protected void Stop(IActorRef actor)
    {
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
    }
}
