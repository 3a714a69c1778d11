namespace Rushes.Media.Encryption;

internal enum CipherDirection
{
    Encrypt,
    Decrypt,
}
