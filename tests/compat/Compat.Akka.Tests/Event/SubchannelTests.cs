using Compat.Akka.Tests.Actor;

namespace Compat.Akka.Tests.Event;

/// <summary>Subscriptions to a kind that contains others, narrowed and widened.</summary>
public sealed class SubchannelTests : SystemFixture
{
    [Fact]
    public async Task Unsubscribe_OfAKindWithin_NarrowsTheSubscription()
    {
        Assert.True(Sys.EventStream.Subscribe(Inbox, typeof(Animal)));
        Assert.True(Sys.EventStream.Unsubscribe(Inbox, typeof(Bird)));
        await ExpectOf(nameof(Animal));
    }

    [Fact]
    public async Task Subscribe_ToANarrowedKindAgain_ChangesNothing()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Animal));
        Sys.EventStream.Unsubscribe(Inbox, typeof(Bird));
        Assert.False(Sys.EventStream.Subscribe(Inbox, typeof(Animal)));
        await ExpectOf(nameof(Animal));
    }

    [Fact]
    public async Task Subscribe_ToWhatWasTakenOut_AddsIt()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Animal));
        Sys.EventStream.Unsubscribe(Inbox, typeof(Bird));
        Assert.True(Sys.EventStream.Subscribe(Inbox, typeof(Owl)));
        await ExpectOf(nameof(Animal), nameof(Owl));
    }

    [Fact]
    public async Task Unsubscribe_AndSubscribeAnew_IsWhole()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Animal));
        Sys.EventStream.Unsubscribe(Inbox, typeof(Bird));
        Assert.True(Sys.EventStream.Unsubscribe(Inbox, typeof(Animal)));
        Assert.True(Sys.EventStream.Subscribe(Inbox, typeof(Animal)));
        await ExpectOf(nameof(Animal), nameof(Bird), nameof(Owl));
    }

    [Fact]
    public async Task Unsubscribe_OfAKindThatAnotherSubscribedTo_ChangesNothing()
    {
        Sys.EventStream.Subscribe(Sys.DeadLetters, typeof(Bird));
        Sys.EventStream.Unsubscribe(Sys.DeadLetters, typeof(Bird));
        Sys.EventStream.Subscribe(Inbox, typeof(Animal));
        Assert.False(Sys.EventStream.Unsubscribe(Inbox, typeof(Bird)));
        await ExpectOf(nameof(Animal), nameof(Bird), nameof(Owl));
    }

    [Fact]
    public async Task Unsubscribe_OfAWiderKind_ChangesNothing()
    {
        Sys.EventStream.Subscribe(Inbox, typeof(Bird));
        Assert.False(Sys.EventStream.Unsubscribe(Inbox, typeof(Animal)));
        await ExpectOf(nameof(Bird), nameof(Owl));
    }

    private async Task ExpectOf(params string[] kinds)
    {
        foreach (var animal in new[] { new Animal(), new Bird(), new Owl() }) Sys.EventStream.Publish(animal);
        foreach (string kind in kinds) Assert.Equal(kind, (await Next()).GetType().Name);
        await ExpectNothing();
    }

    private class Animal;

    private class Bird : Animal;

    private sealed class Owl : Bird;
}
