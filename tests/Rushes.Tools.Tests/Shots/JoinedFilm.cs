using Rushes.Media.Fingerprints;
using Rushes.Media.Shots;

namespace Rushes.Tools.Tests.Shots;

/// <summary>Fingerprints of stretches of real clips, one shot each, joined with transitions that are known. A mean of a mixture is the mixture of the means.</summary>
internal sealed class JoinedFilm
{
    private const int Shots = 6;
    private const int Longest = 48;

    private readonly Random _random;
    private readonly List<byte[]> _pictures = [];
    private readonly List<ShotTransition> _transitions = [];

    /// <param name="stretches">Pictures of shots, each of at least two transitions.</param>
    /// <param name="seed">The same film for the same one.</param>
    public JoinedFilm(IReadOnlyList<IReadOnlyList<byte[]>> stretches, int seed)
    {
        _random = new Random(seed);
        var shots = stretches.OrderBy(_ => _random.Next()).Take(Shots).ToArray();
        var (shot, at) = (shots[0], 0);
        foreach (var next in shots.Skip(1))
        {
            var alone = _random.Next(20, Math.Max(21, Math.Min(120, shot.Count - at - Longest)));
            _pictures.AddRange(Enumerable.Range(at, alone).Select(picture => Of(shot, picture)));
            (shot, at) = (next, Join(shot, at + alone, next));
        }

        _pictures.AddRange(shot.Skip(at));
    }

    public IReadOnlyList<ShotTransition> Transitions => _transitions;

    public Stream Pictures() => new MemoryStream([.. _pictures.SelectMany(picture => picture)]);

    /// <summary>Returns how many pictures of the next shot have been shown.</summary>
    private int Join(IReadOnlyList<byte[]> shot, int at, IReadOnlyList<byte[]> next)
    {
        var (kind, length, first) = (_random.Next(3), _random.Next(8, Longest + 1), _pictures.Count);
        switch (kind)
        {
            case 0:
                _transitions.Add(new(TransitionKind.Cut, first, first));
                return 0;
            case 1:
                _pictures.AddRange(Enumerable.Range(0, length).Select(step => Mix(Of(shot, at + step), Of(next, step), (step + 1) / (length + 1.0))));
                _transitions.Add(new(TransitionKind.Dissolve, first, first + length));
                return length;
            default:
                var black = new byte[Fingerprint.Size];
                _pictures.AddRange(Enumerable.Range(0, length).Select(step => Mix(Of(shot, at + step), black, (step + 1.0) / length)));
                _transitions.Add(new(TransitionKind.FadeOut, first, first + length));
                _pictures.AddRange(Enumerable.Repeat(black, _random.Next(12)));
                _transitions.Add(new(TransitionKind.FadeIn, _pictures.Count, _pictures.Count + length));
                _pictures.AddRange(Enumerable.Range(0, length).Select(step => Mix(black, Of(next, step), (step + 1.0) / length)));
                return length;
        }
    }

    private static byte[] Of(IReadOnlyList<byte[]> shot, int picture) => shot[Math.Min(picture, shot.Count - 1)];

    private static byte[] Mix(byte[] from, byte[] to, double part) =>
        [.. from.Zip(to, (one, other) => (byte)Math.Clamp(Math.Round((one * (1 - part)) + (other * part)), 0, 255))];
}
