using EdgeNas.Actors.Node;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Views;

/// <summary>Lines of text: one per event, and a line of progress every five seconds at most.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider time) : ISearchView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly long _start = time.GetTimestamp();
    private long _progress = time.GetTimestamp();

    public void Show(SearchBoard board, SearchNotice? news)
    {
        if (news is StateChanged changed)
        {
            foreach (var happened in changed.Events) Line(EventText.Of(happened));
        }
        else if (news is JobEnded { Failure: { } failure } failed)
        {
            Line($"job {failed.Job.Id} failed: {failure}");
        }
        else if (news is JobWaits waits)
        {
            Line($"job {waits.Job.Id} {waits.Reason}");
        }
        else if (time.GetElapsedTime(_progress) >= Interval && BoardText.OneLine(board) is { Length: > 0 } line)
        {
            Line(line);
            _progress = time.GetTimestamp();
        }
    }

    private void Line(string text) => output.WriteLine($"{time.GetElapsedTime(_start):hh\\:mm\\:ss}  {text}");
}
