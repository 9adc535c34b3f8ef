using Akka.Actor;
using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Dispatch;

public sealed class DeploymentTests() : SystemFixture("""
    akka.actor.deployment {
      /exact {
        dispatcher = other
        mailbox = stashing
      }
      "/parent/*" {
        dispatcher = other
      }
    }
    other {
      type = Dispatcher
    }
    stashing {
      mailbox-type = "Akka.Dispatch.UnboundedMailbox"
      stash-capacity = 5
    }
    """)
{
    [Fact]
    public async Task Path_InTheConfiguration_ChoosesTheDispatcher()
    {
        Assert.Equal("other", await DispatcherOf(Sys.ActorOf(Scripted.Props(), "exact")));
        Assert.Equal("akka.actor.default-dispatcher", await DispatcherOf(Sys.ActorOf(Scripted.Props(), "another")));
    }

    [Fact]
    public async Task PathWithWildcard_FitsChildrenAlone()
    {
        var parent = Sys.ActorOf(Scripted.Props(), "parent");
        var child = await parent.Child(Scripted.Props(), "child");
        Assert.Equal("akka.actor.default-dispatcher", await DispatcherOf(parent));
        Assert.Equal("other", await DispatcherOf(child));
        Assert.Equal("akka.actor.default-dispatcher", await DispatcherOf(await child.Child(Scripted.Props(), "grandchild")));
    }

    [Fact]
    public async Task Configuration_WinsOverTheCode() =>
        Assert.Equal("other", await DispatcherOf(Sys.ActorOf(Scripted.Props().WithDispatcher("akka.actor.internal-dispatcher"), "exact")));

    private static Task<string> DispatcherOf(IActorRef actor) => actor.Do(context => context.Dispatcher.Id);
}
