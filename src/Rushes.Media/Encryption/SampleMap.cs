using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>
/// Which bytes of each sample of a track are to be encrypted: what has to be known before its first byte is written. Made by a
/// first pass over the samples, without a key; about a dozen bytes a sample. Nothing in it is secret.
/// </summary>
public sealed class SampleMap
{
    private readonly SampleAuxiliaryTable _samples;

    internal SampleMap(EncryptionScheme scheme, SampleAuxiliaryTable samples, byte[] content)
    {
        Scheme = scheme;
        _samples = samples;
        Content = content;
    }

    public EncryptionScheme Scheme { get; }

    public int Count => _samples.Count;

    /// <summary>SHA-256 of all samples, in cenc: no two contents may have the same IVs under one key. Empty in cbcs.</summary>
    internal ReadOnlyMemory<byte> Content { get; }

    /// <summary>Reads all samples once, in large reads, with one pooled buffer.</summary>
    /// <param name="index">Of the samples.</param>
    /// <param name="scheme">In cenc the protected bytes are whole blocks.</param>
    /// <param name="source">Of the chunks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MediaFormatException">A sample cannot be parsed far enough; the offset is that in its chunk.</exception>
    public static async Task<SampleMap> CreateAsync(FrameIndex index, EncryptionScheme scheme, ISampleSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        using var pass = new SampleMapPass(index, scheme);
        using var batch = new SampleBatch();
        foreach (var run in SampleRuns.Batches(index, track: 0, 0, index.Count))
        {
            batch.Clear();
            await batch.AddAsync(run, source, cancellationToken).ConfigureAwait(false);
            pass.Add(run, batch.Bytes.Span);
        }

        return pass.End();
    }

    /// <summary>The stored form: the same bytes for the same map.</summary>
    public void WriteTo(Stream stream) => SampleMapFile.Write(this, stream);

    /// <param name="stream">To its end.</param>
    /// <exception cref="MediaFormatException">It is no map.</exception>
    public static SampleMap ReadFrom(Stream stream) => SampleMapFile.Read(stream);

    /// <summary>None: the sample is protected whole.</summary>
    internal ReadOnlySpan<Subsample> Subsamples(int sample) => _samples.Subsamples(sample);
}
