using System.Security.Cryptography;

namespace Rushes.Media.Indexing;

/// <summary>
/// The digest sidecar of an index (<c>.rfd</c>): for each frame in decode order the first 16 bytes of the SHA-256 of its bytes,
/// and nothing else. Bytes come in as they stream by, in pieces of any size.
/// </summary>
public sealed class FrameDigests : IDisposable
{
    /// <summary>Bytes a frame in the sidecar.</summary>
    public const int BytesPerFrame = 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _sidecar;
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];

    /// <param name="sidecar">Written to, not closed.</param>
    public FrameDigests(Stream sidecar)
    {
        ArgumentNullException.ThrowIfNull(sidecar);
        _sidecar = sidecar;
    }

    /// <summary>A whole frame at once.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        SHA256.HashData(frame, _digest);
        _sidecar.Write(_digest, 0, BytesPerFrame);
    }

    /// <summary>More bytes of the current frame.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>The current frame is whole.</summary>
    public void EndFrame()
    {
        _hash.GetHashAndReset(_digest);
        _sidecar.Write(_digest, 0, BytesPerFrame);
    }

    public void Dispose() => _hash.Dispose();
}
