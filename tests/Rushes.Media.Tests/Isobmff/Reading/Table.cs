namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>A full box of 32-bit words, as most tables are.</summary>
internal sealed record Table(string Type, uint[] Words, byte Version = 0, uint Flags = 0)
{
    public static Table Of(string type, params uint[] words) => new(type, words);
}
