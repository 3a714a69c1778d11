namespace Rushes.Media.Tests.Bitstreams;

/// <summary>A header as FFmpeg's trace_headers prints it.</summary>
/// <param name="Name">"Slice Header".</param>
internal sealed record TracedUnit(string Name)
{
    /// <summary>Syntax elements by name; the last of a name counts.</summary>
    public Dictionary<string, long> Elements { get; } = new(StringComparer.Ordinal);

    /// <summary>Bit behind the last element, from the start of the unit; trailing bits not counted.</summary>
    public long End { get; set; }

    /// <summary>The value of an element, or what it is where it is not sent.</summary>
    public long this[string name, long absent = 0] => Elements.GetValueOrDefault(name, absent);
}
