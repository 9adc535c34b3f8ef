using Akka;

namespace Compat.Akka.Tests.Util;

public sealed class NotUsedTests
{
    [Fact]
    public void NotUsed_IsAllTheSame()
    {
        Assert.Equal(NotUsed.Instance, NotUsed.Instance);
        Assert.Equal(0, NotUsed.Instance.CompareTo(null!));
        Assert.Equal("()", NotUsed.Instance.ToString());
    }
}
