using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>A <see cref="SampleMap"/> while it is made: samples come in decode order.</summary>
internal sealed class SampleMapPass : IDisposable
{
    private readonly FrameIndex _index;
    private readonly EncryptionScheme _scheme;
    private readonly ISubsampleRule? _rule;
    private readonly SubsampleMap _runs;
    private readonly SampleAuxiliaryTable _samples = new(ivSize: 0);
    private readonly IncrementalHash? _content;

    public SampleMapPass(FrameIndex index, EncryptionScheme scheme)
    {
        _index = index;
        _scheme = scheme;
        _rule = SubsampleRules.For(index.Format);
        _runs = new SubsampleMap(scheme);
        _content = scheme == EncryptionScheme.Cenc ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    /// <param name="run">Whole samples.</param>
    /// <param name="bytes">Of the run.</param>
    public void Add(FileRun run, ReadOnlySpan<byte> bytes)
    {
        _content?.AppendData(bytes);
        for (var sample = run.FirstSample; bytes.Length > 0; sample++)
        {
            var size = _index.Size(sample);
            _runs.Reset();
            Divide(bytes[..size], sample);
            _runs.Close();
            _samples.Add(default, _runs.Entries);
            bytes = bytes[size..];
        }
    }

    public SampleMap End() => new(_scheme, _samples, _content?.GetHashAndReset() ?? []);

    public void Dispose() => _content?.Dispose();

    private void Divide(ReadOnlySpan<byte> sample, int number)
    {
        try
        {
            _rule?.Divide(sample, _runs);
        }
        catch (MediaFormatException malformed)
        {
            throw new MediaFormatException($"sample {number}: {malformed.What}", _index.Offset(number) + malformed.Offset, malformed);
        }
    }
}
