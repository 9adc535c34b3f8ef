using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Dispatch;

/// <summary>Actors that run where their creator's synchronization context runs its work.</summary>
public sealed class SynchronizedDispatcherTests : SystemFixture
{
    private const string Dispatcher = "akka.actor.synchronized-dispatcher";

    [Fact]
    public async Task Actor_RunsOnItsCreatorsThread()
    {
        using var window = new Window();
        var actor = await window.Do(() => Sys.ActorOf(Props.Create(() => new Located()).WithDispatcher(Dispatcher)));

        for (int i = 0; i < 3; i++) Assert.Equal(window.Thread, await actor.Ask<int>("thread", Patience));
        Assert.True(await actor.GracefulStop(Patience));
    }

    [Fact]
    public async Task ActorOf_OnAThreadWithoutContext_Throws()
    {
        var create = Task.Run(() => Sys.ActorOf(Props.Create(() => new Located()).WithDispatcher(Dispatcher)));
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => create);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    private sealed class Located : ReceiveActor
    {
        public Located() => Receive<string>(_ => Sender.Tell(Environment.CurrentManagedThreadId));
    }

    /// <summary>One thread that does what is posted to it, as a user interface's does.</summary>
    private sealed class Window : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<Action> _work = [];
        private readonly Thread _thread;

        public Window()
        {
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public int Thread => _thread.ManagedThreadId;

        public Task<T> Do<T>(Func<T> code)
        {
            var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            Post(_ => done.SetResult(code()), null);
            return done.Task;
        }

        public override void Post(SendOrPostCallback d, object? state) => _work.Add(() => d(state));

        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
        }

        private void Run()
        {
            SetSynchronizationContext(this);
            foreach (var work in _work.GetConsumingEnumerable()) work();
        }
    }
}
