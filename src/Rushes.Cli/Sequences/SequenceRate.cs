using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Cli.Sequences;

/// <summary>How many images a second, as people write it: 24, 24000/1001, and 23.976 for that.</summary>
internal static class SequenceRate
{
    public const string Form = "24, 25, 23.976 or 24000/1001";

    private const int Highest = 1000;

    private static readonly Dictionary<string, int> OfThousandOne = new()
    {
        ["23.976"] = 24_000, ["23.98"] = 24_000, ["29.97"] = 30_000, ["47.952"] = 48_000, ["59.94"] = 60_000, ["119.88"] = 120_000,
    };

    public static bool TryParse(string text, out Rational rate)
    {
        rate = new Rational { Denominator = 1 };
        if (OfThousandOne.TryGetValue(text, out var thousands))
        {
            rate = new Rational { Numerator = thousands, Denominator = 1001 };
            return true;
        }

        int[] parts = [.. text.Split('/').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        switch (parts)
        {
            case [> 0 and <= Highest]:
                rate = new Rational { Numerator = parts[0], Denominator = 1 };
                return true;
            case [> 0 and <= 1_000_000, > 0 and <= 1_000_000] when parts[0] <= (long)Highest * parts[1]:
                rate = new Rational { Numerator = parts[0], Denominator = parts[1] };
                return true;
            default:
                return false;
        }
    }
}
