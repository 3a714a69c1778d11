using System.Globalization;

namespace Rushes.Contracts.Rpc;

/// <summary>The header <c>grpc-timeout</c>: up to eight digits and a unit.</summary>
public static class GrpcTimeout
{
    public const string Header = "grpc-timeout";

    private const int MostDigits = 8;

    /// <summary>From fine to coarse; ticks are 100 ns.</summary>
    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('u', TimeSpan.TicksPerMicrosecond), ('m', TimeSpan.TicksPerMillisecond), ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute), ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>In the finest unit that holds it, rounded up.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 0);
        foreach (var (unit, length) in Units)
        {
            var count = (ticks + length - 1) / length;
            if (count < 100_000_000)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
            }
        }

        return "99999999H";
    }

    /// <summary>Null: it is not a timeout.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text is not { Length: > 1 and <= MostDigits + 1 }
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        if (text[^1] == 'n')
        {
            return TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick);
        }

        foreach (var (unit, length) in Units)
        {
            if (unit == text[^1])
            {
                return TimeSpan.FromTicks(count * length);
            }
        }

        return null;
    }
}
