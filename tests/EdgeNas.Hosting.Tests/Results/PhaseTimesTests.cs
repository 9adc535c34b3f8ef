using System.Collections.Immutable;
using EdgeNas.Hosting.Results;

namespace EdgeNas.Hosting.Tests.Results;

public sealed class PhaseTimesTests
{
    [Fact]
    public void Add_OneEventAfterTheOther_IsTheSameAsAllAtOnce()
    {
        var events = SearchFixture.Play(new MemoryArtifacts()).Events;

        var times = events.Aggregate(ImmutableArray<PhaseTime>.Empty, (known, one) => PhaseTimes.Add(known, [one]));

        Assert.Equal(PhaseTimes.Of(events).AsEnumerable(), times);
        Assert.Equal(events.Count(stored => PhaseTimes.PhaseOf(stored.Event) == PhaseTimes.Measuring), times[0].Jobs);
        Assert.Equal(
            events.Where(stored => PhaseTimes.PhaseOf(stored.Event) is not null).Sum(stored => stored.ElapsedSeconds ?? 0),
            times.Sum(time => time.Busy.TotalSeconds),
            precision: 3);
    }
}
