namespace Rushes.Media.Bitstreams;

/// <summary>What is left out at each edge of the coded picture, in luma samples.</summary>
internal readonly record struct CropRectangle(long Left, long Right, long Top, long Bottom)
{
    public bool LeavesNothingOf(long width, long height) => Left + Right >= width || Top + Bottom >= height;

    /// <summary>The four ue(v) of frame cropping (H.264) and of the conformance window (H.265).</summary>
    /// <param name="bits">At the first of them.</param>
    /// <param name="unitWidth">Luma samples that 1 stands for.</param>
    /// <param name="unitHeight">Luma samples that 1 stands for.</param>
    public static CropRectangle Read(ref BitReader bits, int unitWidth, int unitHeight) => new(
        (long)bits.ReadUe() * unitWidth, (long)bits.ReadUe() * unitWidth, (long)bits.ReadUe() * unitHeight, (long)bits.ReadUe() * unitHeight);
}
