namespace Rushes.Media.Encryption;

/// <summary>The protection schemes of ISO/IEC 23001-7 §10 that Rushes writes.</summary>
public enum EncryptionScheme
{
    /// <summary>AES-CBC in a pattern with a constant IV (§10.4): the one scheme that HLS and DASH players share.</summary>
    Cbcs,

    /// <summary>AES-CTR with an IV for each sample (§10.1): DASH, and players older than cbcs.</summary>
    Cenc,
}
