using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Pattern;
using Akka.Util;

namespace Compat.Akka.Tests.Actor;

/// <summary>What values are equal to, what they are called in a log, and which are refused.</summary>
public sealed class MessageValueTests
{
    [Fact]
    public void Identify_SameContents_AreEqual()
    {
        Assert.Equal(new Identify(1), new Identify(1));
        Assert.NotEqual(new Identify(1), new Identify(2));
        Assert.Equal(new ActorIdentity(1, ActorRefs.Nobody), new ActorIdentity(1, ActorRefs.Nobody));
        Assert.NotEqual(new ActorIdentity(1, ActorRefs.Nobody), new ActorIdentity(1, null));
    }

    [Fact]
    public void Success_WithoutAValue_SaysSoOnly()
    {
        Assert.Equal("Success", Status.Success.Instance.ToString());
        Assert.Equal("Success: x", new Status.Success("x").ToString());
    }

    [Fact]
    public void ActorSelectionMessage_ToString_NamesMessageAndWay() => Assert.Equal(
        "ActorSelectionMessage - Message: m - WildCartFanOut: True - Elements: x/*",
        new ActorSelectionMessage("m", [new SelectChildName("x"), new SelectChildPattern("*")], true).ToString());

    [Fact]
    public void DeadLetter_WithoutAParty_IsRefused()
    {
        Assert.Equal("sender", Assert.Throws<ArgumentNullException>(() => new DeadLetter("m", null!, ActorRefs.Nobody)).ParamName);
        Assert.Equal("recipient", Assert.Throws<ArgumentNullException>(() => new DeadLetter("m", ActorRefs.Nobody, null!)).ParamName);
    }

    [Fact]
    public void Props_None_IsNull() => Assert.Null(Props.None);

    [Fact]
    public void Props_DifferentArguments_AreEqual()
    {
        Assert.Equal(Props.Create<Scripted>(1), Props.Create<Scripted>(2));
        Assert.NotEqual(Props.Create<Scripted>(), Props.Create<Recorder>());
        Assert.NotEqual(Props.Create<Scripted>(), Props.Create<Scripted>().WithDispatcher("other"));
    }

    [Fact]
    public void Props_NoSuchConstructor_NamesTheArguments() => Assert.EndsWith(
        "with 2 args: (1,two)", Assert.Throws<TypeLoadException>(() => Props.Create<Scripted>(1, "two").NewActor()).Message, StringComparison.Ordinal);

    [Fact]
    public void Strategies_SameLimitsAndDecider_AreEqual()
    {
        var decider = Decider.From(Directive.Stop, Directive.Resume.When<ArgumentException>());
        Assert.Equal(decider, Decider.From(Directive.Stop, Directive.Resume.When<ArgumentException>()));
        Assert.NotEqual(decider, Decider.From(Directive.Stop));
        Assert.Equal(new OneForOneStrategy(3, 100, decider), new OneForOneStrategy(3, 100, decider));
        Assert.NotEqual(new OneForOneStrategy(3, 100, decider), new OneForOneStrategy(4, 100, decider));
        Assert.Equal(new AllForOneStrategy(3, 100, decider), new AllForOneStrategy(3, 100, decider));
        Assert.NotEqual(new AllForOneStrategy(3, 100, decider), new AllForOneStrategy(3, 101, decider));
    }

    [Fact]
    public void PreRestartException_Names_WhatPreRestartThrew() => Assert.Equal(
        "Exception pre restart (System.NotSupportedException)",
        new PreRestartException(ActorRefs.Nobody, new NotSupportedException(), new InvalidOperationException(), "m").Message);

    [Fact]
    public void Exceptions_OfTheRuntime_AreAkkaExceptions()
    {
        Assert.IsType<AkkaException>(new ConfigurationException("m"), exactMatch: false);
        Assert.IsType<AkkaException>(new SchedulerException("m"), exactMatch: false);
    }

    [Fact]
    public void Option_OfNull_IsMadeByCreateOnly()
    {
        Assert.False(Option<string>.Create(null!).HasValue);
        Assert.Throws<ArgumentNullException>(() => new Option<string>(null!));
    }

    [Theory]
    [InlineData(0, 2, 0.2, "MinBackoff must be greater than 0")]
    [InlineData(3, 2, 0.2, "MaxBackoff must be greater than MinBackoff")]
    [InlineData(1, 2, 1.2, "RandomFactor must be between 0.0 and 1.0")]
    public void Backoff_OutOfRange_SaysWhat(int least, int most, double random, string expected) => Assert.Equal(expected, Assert.Throws<ArgumentException>(() =>
        BackoffSupervisor.Props(Backoff.OnStop(Props.Empty, "c", TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most), random))).Message);

    [Fact]
    public void LogLevelFor_Unknown_NamesTheKnown() => Assert.Contains(
        "Unknown LogLevel: \"LOUD\". Valid values are: \"DEBUG\", \"INFO\", \"WARNING\", \"ERROR\"",
        Assert.Throws<ArgumentException>(() => Logging.LogLevelFor("loud")).Message, StringComparison.Ordinal);

    [Fact]
    public void IWithUnboundedStash_IsUnrestricted_NotTheOneOfTheMailbox()
    {
        Assert.IsType<IWithUnrestrictedStash>(Program(), exactMatch: false);
        Assert.False(typeof(IWithStash).IsAssignableFrom(typeof(IWithUnboundedStash)));

        static IWithUnboundedStash Program() => new Stashing();
    }

    private sealed class Stashing : IWithUnboundedStash
    {
        public IStash Stash { get; set; } = null!;
    }
}
