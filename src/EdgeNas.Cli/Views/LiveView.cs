using EdgeNas.Actors.Node;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Sessions;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeNas.Cli.Views;

/// <summary>A picture that is drawn anew in place: bars per track and job, the last events, and the time left.</summary>
internal sealed class LiveView(LiveDisplayContext display) : ISearchView
{
    private const int Events = 5;

    private readonly Queue<string> _last = new();

    /// <summary>Whether standard output can show it.</summary>
    public static bool IsPossible => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>Shows a session while it runs; the picture is gone afterwards.</summary>
    public static async Task<T> RunAsync<T>(Func<ISearchView, Task<T>> session) =>
        await AnsiConsole.Live(new Text("starting …")).AutoClear(true).StartAsync(display => session(new LiveView(display)));

    public void Show(SearchBoard board, SearchNotice? news)
    {
        if (news is StateChanged changed)
        {
            foreach (var happened in changed.Events) _last.Enqueue(EventText.Of(happened));
        }
        else if (news is JobEnded { Failure: { } failure } failed)
        {
            _last.Enqueue($"job {failed.Job.Id} failed: {failure}");
        }

        while (_last.Count > Events) _last.Dequeue();
        display.UpdateTarget(Picture(board));
        display.Refresh();
    }

    private Rows Picture(SearchBoard board)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap().RightAligned()).AddColumn();
        foreach (var line in board.Lines) grid.AddRow(new Text(line.Title, new Style(decoration: Decoration.Bold)), Bar(line.Fraction, line.Fraction >= 1 ? Color.Green : Color.Blue), new Text(line.Count), new Text(line.Text));
        foreach (var job in board.Jobs) grid.AddRow(new Text("now", new Style(Color.Grey)), Bar(job.Fraction, Color.Grey), new Text(Figures.Percent(job.Fraction, 0)), new Text(job.Text.Length > 0 ? job.Text : job.Id, new Style(Color.Grey)));
        var left = new Text($"{board.State.Id} · {SearchResults.Phase(board.State)}{(board.Left is { } time ? $" · {time}" : "")} · Ctrl-C pauses");
        return new Rows([left, new Text(""), grid, new Text(""), .. _last.Select(line => new Text(line, new Style(Color.Grey)) { Overflow = Overflow.Ellipsis })]);
    }

    private static Columns Bar(double fraction, Color color)
    {
        string bar = BoardText.Bar(fraction, 28);
        int full = bar.Count(c => c == '━');
        return new Columns(new IRenderable[] { new Markup($"[{color.ToMarkup()}]{bar[..full]}[/][grey]{bar[full..]}[/]") }) { Expand = false, Padding = new Padding(0) };
    }
}
