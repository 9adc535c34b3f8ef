using System.Text.Json;
using EdgeNas.Cli.Views;
using EdgeNas.Domain.Searches;
using EdgeNas.Hosting.Results;
using EdgeNas.Hosting.Sessions;

namespace EdgeNas.Cli.Commands;

/// <summary>How a command that works on a search talks: with JSON on standard output everything else goes to standard error.</summary>
internal sealed class SearchOutput(bool plain, bool json)
{
    private static readonly JsonSerializerOptions Indented = new(SearchEventJson.Options) { WriteIndented = true };

    private readonly TextWriter _text = json ? Console.Error : Console.Out;

    public void Note(string text) => _text.WriteLine(text);

    /// <summary>Runs something that shows its progress, in the form that the user chose and the terminal can show.</summary>
    public Task<T> ShowAsync<T>(Func<ISearchView, Task<T>> session) =>
        plain || json || !LiveView.IsPossible ? session(new PlainView(_text, TimeProvider.System)) : LiveView.RunAsync(session);

    /// <summary>What was found; the run folder's path last.</summary>
    public void Result(SearchState state, string folder)
    {
        if (json) Json(new { Search = state.Id, Phase = SearchResults.Phase(state), state.LimitMilliseconds, Front = SearchResults.Front(state), Networks = SearchResults.Networks(state), Folder = folder });
        else _text.WriteLine(ResultText.Write(state) + Environment.NewLine + folder);
    }

    public static void Json<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));
}
