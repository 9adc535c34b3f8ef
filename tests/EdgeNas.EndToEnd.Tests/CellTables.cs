using System.Globalization;
using EdgeNas.Domain.Sampling;
using EdgeNas.Domain.Spaces;

namespace EdgeNas.EndToEnd.Tests;

/// <summary>A search on small tables: 300 cells with made-up accuracies and latencies.</summary>
internal static class CellTables
{
    /// <param name="search">Name of the search's file in the folder.</param>
    /// <returns>The cells by code.</returns>
    public static IReadOnlyDictionary<string, (double Accuracy, double Milliseconds)> Write(string folder, string search)
    {
        var cells = new Dictionary<string, (double Accuracy, double Milliseconds)>();
        var random = new SeedStream(1, "cells");
        while (cells.Count < 300)
        {
            var cell = ArchitectureSampling.Uniform(CellSpace.Space.AllChoices(), random);
            double convolutions = cell.Choices().Count(choice => choice is 2 or 3);
            cells[cell.Code] = (Math.Round(60 + (5 * convolutions) + random.NextDouble(), 2), Math.Round(1 + (0.5 * convolutions) + (0.01 * random.NextDouble()), 4));
        }

        File.WriteAllText(Path.Combine(folder, "cells.csv"), "ops,acc,ms\n" + string.Concat(cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Key},{cell.Value.Accuracy},{cell.Value.Milliseconds}\n"))));
        File.WriteAllText(Path.Combine(folder, "cells.conf"), "name = cells\nkind = nb201\n");
        File.WriteAllText(Path.Combine(folder, search), """
            name = on-tables
            space = cells.conf
            accuracy = table
            device = table
            table {
              accuracy { file = "cells.csv", column = acc }
              latency { file = "cells.csv", column = ms }
            }
            latency-limit = "2.6 ms"
            threads = 1
            measure { architectures = 40 }
            estimator { ensemble = 2, hidden = [8], epochs = 40, maximum-architectures = 40 }
            explore { strategy = predictor, population = 10, generations = 5 }
            confirm { top = 4 }
            """);
        return cells;
    }
}
