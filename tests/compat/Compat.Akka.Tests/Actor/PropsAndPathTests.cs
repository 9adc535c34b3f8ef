using Akka.Actor;

namespace Compat.Akka.Tests.Actor;

public sealed class PropsAndPathTests
{
    [Fact]
    public void Create_Type_IsChecked()
    {
        Assert.Throws<ArgumentNullException>(() => Props.Create((Type)null!));
        Assert.Throws<ArgumentException>(() => Props.Create(typeof(string)));
    }

    [Fact]
    public void With_Settings_AreKept()
    {
        var props = Props.Create(() => new Scripted(null, null));
        Assert.Equal(("akka.actor.default-dispatcher", ""), (props.Dispatcher, props.Mailbox));
        var changed = props.WithDispatcher("d").WithMailbox("m").WithDeploy(new Deploy().WithStashCapacity(3));
        Assert.Equal(("d", "m", 3), (changed.Dispatcher, changed.Mailbox, changed.Deploy.StashCapacity));
        Assert.Equal(2, changed.Arguments.Length);
        Assert.NotEqual(props, changed);
        Assert.Equal(Props.Create(() => new Scripted(null, null)), props);
        Assert.Same(SupervisorStrategy.StoppingStrategy, props.WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy).SupervisorStrategy);
    }

    [Fact]
    public void Deploy_WithFallback_FillsWhatIsMissing()
    {
        var deploy = new Deploy().WithDispatcher("x").WithFallback(new Deploy().WithDispatcher("other").WithMailbox("y").WithStashCapacity(3));
        Assert.Equal(("x", "y", 3), (deploy.Dispatcher, deploy.Mailbox, deploy.StashCapacity));
    }

    [Theory]
    [InlineData("akka://s/user/a", "akka://s", "user,a", 0)]
    [InlineData("akka://s/user/a/", "akka://s", "user,a", 0)]
    [InlineData("akka://s/user//a", "akka://s", "user,a", 0)]
    [InlineData("akka://s", "akka://s", "", 0)]
    [InlineData("akka.tcp://s@h:1/user/a#5", "akka.tcp://s@h:1", "user,a", 5)]
    [InlineData("akka.tcp://s@[::1]:1/x", "akka.tcp://s@[::1]:1", "x", 0)]
    public void Parse_Path_HasItsParts(string text, string address, string elements, long uid)
    {
        var path = ActorPath.Parse(text);
        Assert.Equal((address, elements, uid), (path.Address.ToString(), string.Join(',', path.Elements), path.Uid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/user/a")]
    [InlineData("http://x/y")]
    [InlineData("akka.tcp://s@h:x/user")]
    public void Parse_NoPath_Throws(string text)
    {
        Assert.Throws<UriFormatException>(() => ActorPath.Parse(text));
        Assert.False(ActorPath.TryParse(text, out _));
    }

    [Fact]
    public void Path_Operations_Agree()
    {
        var parent = ActorPath.Parse("akka://s/user/a");
        var child = parent / "b";
        Assert.Equal((3, parent, "akka://s/user/a/b"), (child.Depth, child.Parent, child.ToString()));
        Assert.Equal(parent / "x" / "y", parent / new[] { "x", "y" });
        Assert.Equal("akka://s/", child.Root.ToString());
        Assert.Null(child.Root.Parent);
        Assert.Equal("akka://s/user", child.ParentOf(1).ToString());
        Assert.Equal(parent, child.ParentOf(-1));
        Assert.Equal((1, -1), (child.CompareTo(parent), parent.CompareTo(child)));
        Assert.Equal("akka://s/user/a/b#9", child.WithUid(9).ToSerializationFormat());
        Assert.Equal("akka.tcp://t@h:1/user/a/b#9", child.WithUid(9).ToSerializationFormatWithAddress(Address.Parse("akka.tcp://t@h:1")));
        Assert.Equal(child, child.WithUid(9));
        Assert.Equal("a/b", ActorPath.FormatPathElements(["a", "b"]));
        Assert.Throws<NotSupportedException>(() => child.Root.WithUid(3));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a%20", true)]
    [InlineData("'\"-", true)]
    [InlineData("$a", false)]
    [InlineData("a b", false)]
    [InlineData("a%2", false)]
    [InlineData("é", false)]
    [InlineData("", false)]
    public void IsValidPathElement_Name_IsJudged(string name, bool expected) => Assert.Equal(expected, ActorPath.IsValidPathElement(name));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a.b")]
    public void ActorSystem_IllegalName_Throws(string name) => Assert.Throws<ArgumentException>(() => ActorSystem.Create(name));
}
