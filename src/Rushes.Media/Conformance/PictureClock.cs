using Rushes.Media.Timing;

namespace Rushes.Media.Conformance;

/// <summary>A clock that a stream counts its pictures by.</summary>
/// <param name="Reading">When the picture is shown, modulo <see cref="Modulus"/>.</param>
/// <param name="Frequency">Hz.</param>
internal readonly record struct PictureClock(int Reading, Rational Frequency)
{
    public const int Modulus = 256;
}
