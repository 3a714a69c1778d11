using System.Runtime.CompilerServices;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>
/// Makes the bytes of a file of a protected track, front to back. Samples are read one run after another; a few runs are encrypted
/// and digested side by side. Not for two files at once.
/// </summary>
public sealed class RunEncryptor : IDisposable
{
    /// <summary>Runs in memory, about a MiB each.</summary>
    private const int Lanes = 4;

    private readonly SampleProtection _protection;
    private readonly EncryptionLane[] _lanes;
    private readonly byte[] _clearDigests;
    private readonly byte[] _digests;

    internal RunEncryptor(FrameIndex index, SampleProtection protection)
    {
        _protection = protection;
        _clearDigests = new byte[checked(index.Count * FrameDigests.BytesPerFrame)];
        _digests = new byte[_clearDigests.Length];
        _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new EncryptionLane(index, protection, _clearDigests, _digests))];
    }

    /// <summary>Of the track's key.</summary>
    public Guid KeyId => _protection.Track.KeyId;

    /// <summary>Digests of the frames as they were read, in the form of a sidecar; complete after the last run.</summary>
    public ReadOnlyMemory<byte> ClearDigests => _clearDigests;

    /// <summary>Digests of the frames as they were written; likewise.</summary>
    public ReadOnlyMemory<byte> Digests => _digests;

    /// <param name="runs">Of a file of the track.</param>
    /// <param name="source">Of its chunks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The bytes as they are written, in order; each valid until the next are asked for.</returns>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> EncryptAsync(
        IEnumerable<FileRun> runs, ISampleSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(source);
        var free = new Stack<EncryptionLane>(_lanes);
        var ahead = new Queue<(ReadOnlyMemory<byte> Boxes, EncryptionLane? Lane)>();
        EncryptionLane? filling = null;
        try
        {
            foreach (var run in runs)
            {
                if (filling is not null && !(run.IsEncrypted && filling.Takes(run)))
                {
                    filling.Start();
                    filling = null;
                }

                if (!run.IsEncrypted)
                {
                    ahead.Enqueue((run.Boxes.ToArray(), null));
                    continue;
                }

                while (filling is null && free.Count == 0)
                {
                    var (boxes, lane) = ahead.Dequeue();
                    yield return lane is null ? boxes : await lane.EndAsync().ConfigureAwait(false);
                    Free(lane);
                }

                if (filling is null)
                {
                    ahead.Enqueue((default, filling = free.Pop()));
                }

                await filling.AddAsync(run, source, cancellationToken).ConfigureAwait(false);
            }

            filling?.Start();
            while (ahead.TryDequeue(out var next))
            {
                yield return next.Lane is null ? next.Boxes : await next.Lane.EndAsync().ConfigureAwait(false);
                Free(next.Lane);
            }
        }
        finally
        {
            // Whoever stops half-way takes the buffers away next.
            await Task.WhenAll(_lanes.Select(lane => lane.AbandonAsync())).ConfigureAwait(false);
        }

        void Free(EncryptionLane? lane)
        {
            if (lane is not null)
            {
                free.Push(lane);
            }
        }
    }

    public void Dispose()
    {
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }
    }
}
