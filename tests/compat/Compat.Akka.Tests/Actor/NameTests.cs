using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class NameTests : SystemFixture
{
    [Fact]
    public async Task ActorOf_NameInUse_ThrowsUntilItsActorHasTerminated()
    {
        var first = Sys.ActorOf(Scripted.Props(), "name");
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Scripted.Props(), "name"));
        await first.GracefulStop(Patience);
        var second = await Again();
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);

        // Its parent may hear of an actor's end a moment after those who watch it.
        async Task<IActorRef> Again()
        {
            using var patience = new CancellationTokenSource(Patience);
            while (true)
            {
                try
                {
                    return Sys.ActorOf(Scripted.Props(), "name");
                }
                catch (InvalidActorNameException) when (!patience.IsCancellationRequested)
                {
                    await Task.Delay(1);
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("$dollar")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void ActorOf_MalformedName_Throws(string name) => Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Scripted.Props(), name));
}
