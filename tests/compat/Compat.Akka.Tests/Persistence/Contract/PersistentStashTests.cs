using Akka.Actor;

namespace Compat.Akka.Tests.Persistence.Contract;

/// <summary>What the actor puts aside itself, beside the commands that wait for its events.</summary>
public sealed class PersistentStashTests : PersistenceContract
{
    [Fact]
    public void UnstashAll_InACommand_ComesBeforeLaterCommands()
    {
        var actor = Start(script =>
        {
            bool open = false;
            script.On("open", () =>
            {
                open = true;
                script.Stash.UnstashAll();
            });
            script.On<string>(text =>
            {
                if (open) script.Persist(text, script.Handled);
                else script.Stash.Stash();
            });
        });
        foreach (string command in (string[])["a", "b", "open", "c"]) actor.Tell(command);

        Expect("stored a as 1", "stored b as 2", "stored c as 3");
    }

    [Fact]
    public void UnstashAll_InAHandler_ComesBeforeCommandsThatWaited()
    {
        var actor = Start(script =>
        {
            bool open = false;
            script.On("open", () => script.Persist("opened", text =>
            {
                script.Handled(text);
                open = true;
                script.Stash.UnstashAll();
            }));
            script.On<string>(text =>
            {
                if (open) script.Persist(text, script.Handled);
                else script.Stash.Stash();
            });
        });
        foreach (string command in (string[])["a", "b", "open", "c", "d"]) actor.Tell(command);

        Expect("stored opened as 1", "stored a as 2", "stored b as 3", "stored c as 4", "stored d as 5");
    }

    [Fact]
    public void Unstash_One_LeavesTheOthers()
    {
        var actor = Start(script =>
        {
            int open = 0;
            script.On("one", () =>
            {
                open++;
                script.Stash.Unstash();
            });
            script.On<string>(text =>
            {
                if (open == 0)
                {
                    script.Stash.Stash();
                    return;
                }

                open--;
                script.Persist(text, script.Handled);
            });
        });
        foreach (string command in (string[])["a", "b"]) actor.Tell(command);
        actor.Tell("one");
        Expect("stored a as 1");
        Probe.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        actor.Tell("one");

        Expect("stored b as 2");
    }

    [Fact]
    public void Stash_EveryOtherCommandPersists_KeepsTheOrder()
    {
        var actor = Start(script =>
        {
            int seen = 0;
            bool open = false;
            script.On("open", () => script.Persist("opened", _ =>
            {
                open = true;
                script.Stash.UnstashAll();
            }));
            script.On<string>(text =>
            {
                if (!open && seen++ % 2 == 0) script.Stash.Stash();
                else script.Persist(text, script.Handled);
            });
        });
        foreach (string command in (string[])["a", "b", "c", "d", "open", "e"]) actor.Tell(command);

        Expect("stored b as 1", "stored d as 2", "stored a as 4", "stored c as 5", "stored e as 6");
    }

    [Fact]
    public void Restart_WithStashed_GivesThemToTheNextIncarnation()
    {
        int starts = 0;
        var actor = Start(script =>
        {
            int incarnation = ++starts;
            script.TellRecovery();
            script.On("fail", () => throw new InvalidOperationException("asked to"));
            script.On<string>(text =>
            {
                if (incarnation == 1) script.Stash.Stash();
                else script.Persist(text, script.Handled);
            });
        });
        foreach (string command in (string[])["a", "b", "fail", "c"]) actor.Tell(command);

        Expect("recovered at 0", "recovered at 0", "stored a as 1", "stored b as 2", "stored c as 3");
    }

    [Fact]
    public void Restart_InAHandler_GivesWaitingCommandsToTheNextIncarnation()
    {
        bool failed = false;
        var actor = Start(script =>
        {
            script.TellRecovery();
            script.On<string>(text => script.Persist(text, stored =>
            {
                if (!failed)
                {
                    failed = true;
                    throw new InvalidOperationException("asked to");
                }

                script.Handled(stored);
            }));
        });
        foreach (string command in (string[])["a", "b", "c"]) actor.Tell(command);

        Expect("recovered at 0", "replayed a as 1", "recovered at 1", "stored b as 2", "stored c as 3");
    }

    [Fact]
    public void Stash_WhileAnEventIsStored_IsOfTheActor()
    {
        var actor = Start(script =>
        {
            int seen = 0;
            script.On<string>(text =>
            {
                if (seen++ == 0)
                {
                    script.PersistAsync("async", script.Handled);
                    script.Stash.Stash();
                    return;
                }

                script.Did($"{text}: {script.Stash.Count}");
                script.Stash.UnstashAll();
            });
        });
        actor.Tell("a");
        Expect("stored async as 1");
        actor.Tell("b");

        Expect("b: 1", "a: 0");
    }

    [Fact]
    public void Stash_SameCommandTwice_Throws()
    {
        var actor = Start(script =>
        {
            script.Restarting = (reason, _) => script.Did(reason.GetType().Name);
            script.On<string>(_ =>
            {
                script.Stash.Stash();
                script.Stash.Stash();
            });
        });
        actor.Tell("a");

        Expect("IllegalActorStateException");
    }
}
