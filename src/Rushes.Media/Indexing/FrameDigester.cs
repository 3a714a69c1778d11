using System.Security.Cryptography;

namespace Rushes.Media.Indexing;

/// <summary>Cuts the bytes of consecutive frames into frames, and digests each.</summary>
/// <param name="sizes">Of all frames, bytes.</param>
/// <param name="take">Gets the number of each frame, with its digest.</param>
/// <param name="first">The frame to begin with.</param>
internal sealed class FrameDigester(int[] sizes, FrameDigester.Taker take, int first = 0) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];
    private int _taken;

    /// <param name="frame">Position in decode order.</param>
    /// <param name="digest">As in a sidecar: <see cref="FrameDigests.BytesPerFrame"/> bytes.</param>
    public delegate void Taker(int frame, ReadOnlySpan<byte> digest);

    /// <summary>The frame that comes next, or is under way; the first, to begin with.</summary>
    public int Frame { get; private set; } = first;

    /// <summary>Bytes of it that have not come.</summary>
    public int Left => sizes[Frame] - _taken;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(Left, bytes.Length)];
            if (part.Length == sizes[Frame])
            {
                SHA256.HashData(part, _digest);
                EndFrame();
            }
            else
            {
                AddPart(part);
            }

            bytes = bytes[part.Length..];
        }
    }

    /// <summary>The rest of the frame will not come.</summary>
    public void Skip()
    {
        _hash.GetHashAndReset(_digest);
        (Frame, _taken) = (Frame + 1, 0);
    }

    public void Dispose() => _hash.Dispose();

    private void AddPart(ReadOnlySpan<byte> part)
    {
        _hash.AppendData(part);
        _taken += part.Length;
        if (Left == 0)
        {
            _hash.GetHashAndReset(_digest);
            EndFrame();
        }
    }

    private void EndFrame()
    {
        take(Frame, _digest.AsSpan(0, FrameDigests.BytesPerFrame));
        (Frame, _taken) = (Frame + 1, 0);
    }
}
