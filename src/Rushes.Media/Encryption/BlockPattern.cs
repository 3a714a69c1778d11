namespace Rushes.Media.Encryption;

/// <summary>Blocks of 16 bytes that are encrypted and skipped in turn (ISO/IEC 23001-7 §9.6).</summary>
/// <param name="Crypt">crypt_byte_block; 0 with a skip of 0: every whole block.</param>
/// <param name="Skip">skip_byte_block.</param>
internal readonly record struct BlockPattern(int Crypt, int Skip)
{
    /// <summary>Every whole block: cenc, and sound in cbcs.</summary>
    public static BlockPattern Full => default;

    /// <summary>1:9, what CMAF asks of cbcs video (ISO/IEC 23000-19 §8.2.3).</summary>
    public static BlockPattern OneInTen => new(1, 9);
}
