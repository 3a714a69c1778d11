namespace Rushes.Media.Isobmff.Reading;

/// <summary>How samples of a track are coded (§8.5.2): a whole box, header included, to be read by its codec.</summary>
/// <param name="Type"><c>avc1</c>, <c>mp4a</c>, <c>encv</c>, …</param>
/// <param name="Bytes">The whole box.</param>
/// <param name="Protection">Of an encrypted entry.</param>
public sealed record SampleEntryBox(BoxType Type, ReadOnlyMemory<byte> Bytes, Protection? Protection);
