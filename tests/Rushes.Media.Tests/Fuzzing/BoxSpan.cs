namespace Rushes.Media.Tests.Fuzzing;

/// <summary>A box in bytes that are about to be damaged.</summary>
internal readonly record struct BoxSpan(int Offset, int Size)
{
    public int End => Offset + Size;
}
