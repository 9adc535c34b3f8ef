using System.Diagnostics;
using Akka.Configuration;
using FsCheck;
using FsCheck.Fluent;
using Hocon;

namespace Compat.Hocon.Tests;

/// <summary>Documents as people write them, with random damage: they are read or refused with a place, soon and with nothing but the documented exceptions.</summary>
public sealed class MutationProperties
{
    private const string Document = """
        # a comment
        defaults { timeout = 1.5s, "quoted.key" = "x\ty", list = [1, 2, { deep = true }], size = 128 kB }
        a.b.c = ${defaults} { timeout = 2 s } // another
        text = "" ${defaults.timeout} and ${?missing}more
        list += ${a.b.c.size}
        list = ${list} [[3], null]
        include "part"
        multi = <<<several
          "lines" <<<
        a { b { d : -1.5e+3, e = ${a.b.d} } }
        """;

    private static readonly global::FsCheck.Config Settings = global::FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20261125, 1);

    [Fact]
    public void Parse_DamagedDocument_IsReadOrRefusedWithAPlace() => Check.One(Settings, Prop.ForAll(Damaged, text =>
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var config = HoconConfigurationFactory.ParseString(text, (_, name) => Task.FromResult<string?>(name == "part" ? "p = 1, list += 0" : null));
            return SameTree.Same(HoconConfigurationFactory.ParseString(config.ToString()).Root, config.Root) && clock.Elapsed < TimeSpan.FromSeconds(10);
        }
        catch (HoconParserException error)
        {
            return error.LineNumber > 0 && error.LinePosition > 0 && clock.Elapsed < TimeSpan.FromSeconds(10);
        }
    }));

    [Fact]
    public void Parse_DamagedDocument_IsReadOrRefusedByAkkaToo() => Check.One(Settings, Prop.ForAll(Damaged, text =>
    {
        try
        {
            var config = ConfigurationFactory.ParseString(text);
            return ConfigurationFactory.ParseString(config.ToString()).ToString() == config.ToString();
        }
        catch (Exception error) when (error is FormatException or ConfigurationException)
        {
            return error.InnerException is HoconParserException;
        }
    }));

    private static Arbitrary<string> Damaged => Gen.Choose(1, 6).SelectMany(count => Damage.ListOf(count))
        .Select(damages => damages.Aggregate(Document.Replace("<<<", "\"\"\"", StringComparison.Ordinal), Apply)).ToArbitrary();

    private static Gen<(int Kind, int At, int Length, char Character)> Damage =>
        Gen.Choose(0, 3).Zip(Gen.Choose(0, 100_000)).Zip(Gen.Choose(1, 40)).Zip(Gen.Elements("{}[]()=:,+#/\\\"$?.\n\r\t \ufeff\u00a0\0\u2028é\ud800ai01-e".ToCharArray()))
            .Select(parts => (parts.Item1.Item1.Item1, parts.Item1.Item1.Item2, parts.Item1.Item2, parts.Item2));

    private static string Apply(string text, (int Kind, int At, int Length, char Character) damage)
    {
        int at = damage.At % (text.Length + 1), length = Math.Min(damage.Length, text.Length - at);
        return damage.Kind switch
        {
            0 => text.Insert(at, damage.Character.ToString()),
            1 => text.Remove(at, length),
            2 => text.Insert(at, text.Substring(at, length)),
            _ => text[..at],
        };
    }
}
