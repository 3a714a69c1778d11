namespace Rushes.Contracts;

public sealed partial class Rectangle
{
    /// <summary>Width, height, left and top, as <c>--crop</c> and FFmpeg's filter have them: <c>1920:800:0:140</c>.</summary>
    public string Text => FormattableString.Invariant($"{Width}:{Height}:{Left}:{Top}");
}
