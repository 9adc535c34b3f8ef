using System.Net;
using System.Text;

namespace EdgeNas.Hosting.Report;

/// <summary>Pieces of a page. Whatever comes from outside goes through <see cref="Text"/>.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <param name="content">Markup.</param>
    public static string Section(string id, string title, string lead, string content) =>
        $"<section id=\"{id}\"><h2>{Text(title)}</h2><p class=\"lead\">{lead}</p>{content}</section>\n";

    /// <param name="content">Markup of a chart.</param>
    /// <param name="legend">Class and meaning of what is drawn.</param>
    public static string Figure(string content, params (string Class, string Meaning)[] legend)
    {
        string keys = string.Concat(legend.Select(key => $"<span><i class=\"{key.Class}\"></i>{Text(key.Meaning)}</span>"));
        return $"<figure>{content}{(keys.Length > 0 ? $"<figcaption>{keys}</figcaption>" : "")}</figure>";
    }

    /// <summary>A table; columns but the first <paramref name="words"/> are numbers. Rows are texts.</summary>
    public static string Table(IEnumerable<string> head, IEnumerable<IEnumerable<string>> rows, int words = 1, Func<int, bool>? marked = null)
    {
        var table = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        int column = 0;
        foreach (string cell in head) table.Append(column++ < words ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">").Append(Text(cell)).Append("</th>");
        table.Append("</tr></thead><tbody>");
        int row = 0;
        foreach (var cells in rows)
        {
            table.Append(marked?.Invoke(row++) == true ? "<tr class=\"marked\">" : "<tr>");
            column = 0;
            foreach (string cell in cells) table.Append(column++ < words ? "<td>" : "<td class=\"n\">").Append(Text(cell)).Append("</td>");
            table.Append("</tr>");
        }

        return table.Append("</tbody></table></div>").ToString();
    }

    /// <summary>Something that is folded away until asked for.</summary>
    public static string Details(string summary, string content) => $"<details><summary>{Text(summary)}</summary>{content}</details>";

    /// <summary>Names and values.</summary>
    public static string Facts(IEnumerable<(string Name, string Value)> facts) =>
        $"<dl>{string.Concat(facts.Select(fact => $"<dt>{Text(fact.Name)}</dt><dd>{Text(fact.Value)}</dd>"))}</dl>";
}
