using System.Globalization;
using Google.Protobuf.Reflection;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>The numbers and names that a message or an enum promises never to use again.</summary>
/// <param name="ranges">Half-open.</param>
/// <param name="names">Of fields or values.</param>
internal sealed class Reservations(IReadOnlyList<(long From, long To)> ranges, IReadOnlyList<string> names)
{
    private readonly IReadOnlyList<(long From, long To)> _ranges = ranges;
    private readonly IReadOnlyList<string> _names = names;

    public static Reservations Of(DescriptorProto message) =>
        new([.. message.ReservedRange.Select(range => ((long)range.Start, (long)range.End))], message.ReservedName);

    /// <summary>The ranges of an enum include their ends.</summary>
    public static Reservations Of(EnumDescriptorProto declared) =>
        new([.. declared.ReservedRange.Select(range => ((long)range.Start, range.End + 1L))], declared.ReservedName);

    /// <summary>Which of the two is missing here: "number", "name".</summary>
    public IEnumerable<string> Lacking(int number, string name) =>
        [.. Covers(number, number + 1L) ? Array.Empty<string>() : ["number"], .. _names.Contains(name) ? Array.Empty<string>() : ["name"]];

    /// <summary>What was reserved before and could be used again now.</summary>
    public IEnumerable<string> Dropped(Reservations older) =>
    [
        .. older._ranges.Where(range => !Covers(range.From, range.To))
            .Select(range => string.Create(CultureInfo.InvariantCulture, $": the numbers {range.From} to {range.To - 1} are no longer all reserved")),
        .. older._names.Except(_names).Select(name => $": the name '{name}' is no longer reserved"),
    ];

    private bool Covers(long from, long to)
    {
        foreach (var range in _ranges.OrderBy(range => range.From).Where(range => range.From <= from && range.To > from))
        {
            from = range.To;
        }

        return from >= to;
    }
}
