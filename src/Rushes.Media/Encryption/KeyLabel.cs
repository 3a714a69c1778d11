namespace Rushes.Media.Encryption;

/// <summary>What a key is for. Licences differ by it: a player without a secure decoder may get SD alone.</summary>
public enum KeyLabel
{
    Audio,
    Sd,
    Hd,
    Uhd,
}
