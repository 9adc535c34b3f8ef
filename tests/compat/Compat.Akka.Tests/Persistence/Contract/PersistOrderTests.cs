using Akka.Actor;
using Akka.Persistence;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>In which order handlers of stored events, deferred ones and commands run.</summary>
public sealed class PersistOrderTests : PersistenceContract
{
    [Fact]
    public void Persist_TwoInOneCommand_HoldTheNextCommandBackUntilBothHandlersRan()
    {
        var actor = Start(script =>
        {
            script.On("two", () =>
            {
                script.Persist("a", script.Handled);
                script.Persist("b", script.Handled);
                script.Did("end of command");
            });
            script.On<string>(script.Did);
        });
        actor.Tell("two");
        actor.Tell("next");

        Expect("end of command", "stored a as 1", "stored b as 2", "next");
    }

    [Fact]
    public void Persist_InHandlers_RunInTheOrderOfTheirCalls()
    {
        var actor = Start(script =>
        {
            script.On("nest", () =>
            {
                Nest("1", 3);
                Nest("2", 3);
            });
            script.On<string>(script.Did);

            void Nest(string name, int depth) => script.Persist($"{name}.{depth}", text =>
            {
                script.Handled(text);
                if (depth > 1) Nest(name, depth - 1);
            });
        });
        actor.Tell("nest");
        actor.Tell("next");

        Expect("stored 1.3 as 1", "stored 2.3 as 2", "stored 1.2 as 3", "stored 2.2 as 4", "stored 1.1 as 5", "stored 2.1 as 6", "next");
    }

    [Fact]
    public void PersistAsync_InHandlers_RunInTheOrderOfTheirCalls()
    {
        var actor = Start(script => script.On("nest", () =>
        {
            script.PersistAsync("a", text =>
            {
                script.Handled(text);
                script.PersistAsync("a.a", script.Handled);
            });
            script.PersistAsync("b", text =>
            {
                script.Handled(text);
                script.PersistAsync("b.b", script.Handled);
            });
        }));
        actor.Tell("nest");

        Expect("stored a as 1", "stored b as 2", "stored a.a as 3", "stored b.b as 4");
    }

    [Fact]
    public void PersistAsync_InPersistHandler_LetsTheNextCommandCome()
    {
        var actor = Start(script =>
        {
            script.On("mixed", () => script.Persist("a", text =>
            {
                script.Handled(text);
                script.PersistAsync("a.a", script.Handled);
            }));
            script.On<string>(text =>
            {
                script.Did(text);
                script.DeferAsync("deferred", script.Did);
            });
        });
        actor.Tell("mixed");
        actor.Tell("next");

        Expect("stored a as 1");
        string[] either = [Probe.ExpectMsg<string>(), Probe.ExpectMsg<string>(), Probe.ExpectMsg<string>()];
        Assert.Equal(["deferred", "next", "stored a.a as 2"], either.Order());
        Assert.True(Array.IndexOf(either, "next") < Array.IndexOf(either, "deferred"));
    }

    [Fact]
    public void Persist_InPersistAsyncHandler_IsStored()
    {
        var actor = Start(script =>
        {
            script.On("mixed", () => script.PersistAsync("a", text =>
            {
                script.Handled(text);
                script.Persist("a.a", script.Handled);
                script.Me.Tell("later");
            }));
            script.On<string>(script.Did);
        });
        actor.Tell("mixed");
        Expect("stored a as 1");

        // Commands are held from the end of the next command on, not from the handler.
        Assert.Equal(["later", "stored a.a as 2"], new[] { Probe.ExpectMsg<string>(), Probe.ExpectMsg<string>() }.Order());
    }

    // The real one counts that event as pending for ever, and holds back all commands after the next one that persists.
    [Fact]
    [Trait("Engine", "Compat")]
    public void Persist_InPersistAsyncHandler_LetsLaterCommandsPersist()
    {
        var actor = Start(script =>
        {
            script.On("mixed", () => script.PersistAsync("a", _ => script.Persist("a.a", script.Handled)));
            script.On<string>(text => script.Persist(text, script.Handled));
        });
        actor.Tell("mixed");
        Expect("stored a.a as 2");
        foreach (string command in (string[])["b", "c"]) actor.Tell(command);

        Expect("stored b as 3", "stored c as 4");
    }

    [Fact]
    public void Persist_BetweenPersistAsync_KeepsTheOrderOfAll()
    {
        var actor = Start(script =>
        {
            script.On("mixed", () =>
            {
                script.PersistAsync("a", script.Handled);
                script.Persist("b", script.Handled);
                script.PersistAsync("c", script.Handled);
                script.Persist("d", script.Handled);
            });
            script.On<string>(script.Did);
        });
        actor.Tell("mixed");
        actor.Tell("next");

        Expect("stored a as 1", "stored b as 2", "stored c as 3", "stored d as 4", "next");
    }

    [Fact]
    public void PersistAll_HandlerPersists_RunsAfterTheWholeBatch()
    {
        var actor = Start(script =>
        {
            script.On("all", () => script.PersistAll(["a", "b"], text =>
            {
                script.Handled(text);
                script.Persist(text + text, script.Handled);
            }));
            script.On<string>(script.Did);
        });
        actor.Tell("all");
        actor.Tell("next");

        Expect("stored a as 1", "stored b as 2", "stored aa as 3", "stored bb as 4", "next");
    }

    [Fact]
    public void PersistAllAsync_TwoCommands_KeepTheirOrder()
    {
        var actor = Start(script => script.On<string>(command =>
        {
            script.PersistAllAsync([command + "1", command + "2"], script.Handled);
            script.DeferAsync("after " + command, script.Did);
        }));
        actor.Tell("a");
        actor.Tell("b");

        Expect("stored a1 as 1", "stored a2 as 2", "after a", "stored b1 as 3", "stored b2 as 4", "after b");
    }

    [Fact]
    public void DeferAsync_AmongEvents_KeepsItsPlaceAndIsNotReplayed()
    {
        var actor = Start(script => script.On("go", () =>
        {
            script.PersistAsync("a", script.Handled);
            script.DeferAsync("between", script.Did);
            script.PersistAsync("b", script.Handled);
            script.DeferAsync("end", script.Did);
        }));
        actor.Tell("go");
        Expect("stored a as 1", "between", "stored b as 2", "end");
        Stop(actor);

        Start(script => script.TellRecovery());

        Expect("replayed a as 1", "replayed b as 2", "recovered at 2");
    }

    [Fact]
    public void DeferAsync_AfterPersist_RunsAfterItsHandler()
    {
        var actor = Start(script =>
        {
            script.On("go", () =>
            {
                script.Persist("a", script.Handled);
                script.DeferAsync("deferred", script.Did);
            });
            script.On<string>(script.Did);
        });
        actor.Tell("go");
        actor.Tell("next");

        Expect("stored a as 1");
        Assert.Equal(["deferred", "next"], new[] { Probe.ExpectMsg<string>(), Probe.ExpectMsg<string>() }.Order());
    }

    [Fact]
    public void DeferAsync_InAHandlerWithNothingPending_RunsAtOnce()
    {
        var actor = Start(script => script.On("go", () =>
        {
            script.DeferAsync("first", script.Did);
            script.Did("end of command");
        }));
        actor.Tell("go");

        Expect("first", "end of command");
    }

    [Fact]
    public void Handlers_OfEveryKind_SeeTheSenderOfTheirCommand()
    {
        var (alice, bob) = (CreateTestProbe("alice"), CreateTestProbe("bob"));
        var actor = Start(script => script.On<string>(command =>
        {
            script.PersistAsync(command + " async", script.From.Tell);
            script.DeferAsync(command + " deferred", script.From.Tell);
            script.Persist(command, text =>
            {
                script.From.Tell(text);
                script.Persist(text + " nested", script.From.Tell);
            });
        }));
        actor.Tell("a", alice.Ref);
        actor.Tell("b", bob.Ref);

        foreach (var (probe, name) in new[] { (alice, "a"), (bob, "b") })
            foreach (string expected in (string[])[$"{name} async", $"{name} deferred", name, $"{name} nested"]) probe.ExpectMsg(expected);
    }

    [Fact]
    public void Persist_CommandThrowsAfterwards_StoresTheEventAndRestarts()
    {
        var actor = Start(script =>
        {
            script.TellRecovery();
            script.Restarting = (reason, message) => script.Did($"restarting at {message}: {reason.Message}");
            script.On("fail", () =>
            {
                script.Persist("a", script.Handled);
                throw new InvalidOperationException("asked to");
            });
            script.On<string>(script.Did);
        });
        Expect("recovered at 0");
        actor.Tell("fail");
        actor.Tell("next");

        Expect("restarting at fail: asked to", "replayed a as 1", "recovered at 1", "next");
    }

    [Fact]
    public void Persist_HandlerThrows_StoresTheWholeBatchAndRestarts()
    {
        var actor = Start(script =>
        {
            script.TellRecovery();
            script.Restarting = (reason, message) => script.Did($"restarting at {((IPersistentRepresentation)message!).Payload}: {reason.Message}");
            script.On("fail", () => script.PersistAll(["a", "b"], Throw));
            script.On<string>(script.Did);
        });
        Expect("recovered at 0");
        actor.Tell("fail");
        actor.Tell("next");

        Expect("restarting at a: asked to", "replayed a as 1", "replayed b as 2", "recovered at 2", "next");
    }

    [Fact]
    public void Become_InAHandler_HoldsForTheNextCommand()
    {
        var actor = Start(script =>
        {
            script.On("switch", () => script.Persist("a", text =>
            {
                script.Handled(text);
                script.Switch(() => script.OnAny(message => script.Did($"switched {message}")));
            }));
            script.On<string>(script.Did);
        });
        actor.Tell("switch");
        actor.Tell("next");

        Expect("stored a as 1", "switched next");
    }

    [Fact]
    public void CommandAsync_PersistBeforeAndAfterAwait_HoldsTheNextCommand()
    {
        var actor = Start(script =>
        {
            script.OnAsync("work", async () =>
            {
                script.Persist("a", script.Handled);
                await Task.Yield();
                script.Did($"awaited, from {script.From.Path.Name}");
                script.Persist("b", script.Handled);
            });
            script.On<string>(script.Did);
        });
        actor.Tell("work", TestActor);
        actor.Tell("next");

        Expect($"awaited, from {TestActor.Path.Name}", "stored a as 1", "stored b as 2", "next");
    }

    [Fact]
    public void CommandAsync_Throws_RestartsAndGoesOn()
    {
        var actor = Start(script =>
        {
            script.TellRecovery();
            script.Restarting = (reason, _) => script.Did($"restarting: {reason.Message}");
            script.OnAsync("fail", async () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("asked to");
            });
            script.On<string>(script.Did);
        });
        Expect("recovered at 0");
        actor.Tell("fail");
        actor.Tell("next");

        Expect("restarting: asked to", "recovered at 0", "next");
    }

    private static void Throw(string text) => throw new InvalidOperationException("asked to");
}
