namespace Akka.Util;

/// <summary>Matches a text with a pattern in which <c>*</c> stands for any run of characters and <c>?</c> for one.</summary>
public static class WildcardMatch
{
    public static bool Like(this string text, string pattern, bool caseSensitive = false)
    {
        int position = 0, at = 0, star = -1, resume = 0;
        while (position < text.Length)
        {
            if (at < pattern.Length && (pattern[at] == '?' || Same(text[position], pattern[at], caseSensitive)) && pattern[at] != '*')
            {
                position++;
                at++;
            }
            else if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                resume = position;
            }
            else if (star >= 0)
            {
                at = star + 1;
                position = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }

    private static bool Same(char left, char right, bool caseSensitive) =>
        left == right || (!caseSensitive && char.ToLowerInvariant(left) == char.ToLowerInvariant(right));
}
