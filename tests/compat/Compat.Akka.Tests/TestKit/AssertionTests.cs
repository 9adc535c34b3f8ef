using Akka.TestKit.Xunit2;
using Xunit.Sdk;

namespace Compat.Akka.Tests.TestKit;

public sealed class AssertionTests
{
    private static readonly XunitAssertions _assertions = new();

    public static TheoryData<Action<string, object[]>> Failures =>
    [
        (format, arguments) => _assertions.Fail(format, arguments),
        (format, arguments) => _assertions.AssertTrue(false, format, arguments),
        (format, arguments) => _assertions.AssertFalse(true, format, arguments),
        (format, arguments) => _assertions.AssertEqual(1, 2, format, arguments),
        (format, arguments) => _assertions.AssertEqual(1, 2, static (_, _) => false, format, arguments),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_Text_IsFormattedOnlyWithArguments(Action<string, object[]> fail)
    {
        Assert.Contains("{Name} is {0}", Message(fail, "{Name} is {0}"), StringComparison.Ordinal);
        Assert.Contains("It is 5", Message(fail, "It is {0}", 5), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_ArgumentsThatDontFit_SaysSoAndStillFails(Action<string, object[]> fail)
    {
        string message = Message(fail, "It is {0} {1}", 5);
        Assert.Contains("Could not string.Format", message, StringComparison.Ordinal);
        Assert.Contains("It is {0} {1}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AssertEqual_WithoutText_SaysBothValues()
    {
        string message = Assert.ThrowsAny<XunitException>(() => _assertions.AssertEqual("a", "b")).Message;
        Assert.Equal(["Assert.Equal() Failure: ", "Expected: a", "Actual:   b"], message.ReplaceLineEndings("\n").Split('\n'));
    }

    private static string Message(Action<string, object[]> fail, string format, params object[] arguments) =>
        Assert.ThrowsAny<XunitException>(() => fail(format, arguments)).Message;
}
