using Rushes.Media.Fingerprints;
using Rushes.Media.Shots;

namespace Rushes.Media.Tests.Shots;

/// <summary>Fingerprints of a film that is painted: each shot a place of smooth hills, which the camera moves over slowly, with some noise.</summary>
internal sealed class PaintedFilm(int seed)
{
    private const double SlowPan = 0.02;

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _pictures = [];
    private Place _place = new(new Random(seed));
    private double _at;

    public PaintedFilm Shot(int frames, double cellsAFrame = SlowPan)
    {
        if (_pictures.Count > 0 && !_arrived)
        {
            _place = new Place(_random);
        }

        _arrived = false;
        return Move(frames, cellsAFrame);
    }

    private bool _arrived;

    /// <summary>The shot goes on.</summary>
    public PaintedFilm Same(int frames) => Move(frames, SlowPan);

    /// <summary>To a new place; the next shot is there.</summary>
    public PaintedFilm Dissolve(int frames)
    {
        var (old, next) = (_place, new Place(_random));
        for (var frame = 1; frame <= frames; frame++)
        {
            var part = frame / (frames + 1.0);
            _at += SlowPan;
            Add((column, row) => (old.Level(column + _at, row) * (1 - part)) + (next.Level(column + _at, row) * part));
        }

        (_place, _arrived) = (next, true);
        return this;
    }

    public PaintedFilm FadeOut(int frames) => Fade(frames, frame => 1 - (frame / (double)frames));

    public PaintedFilm FadeIn(int frames)
    {
        (_place, _arrived) = (new Place(_random), true);
        return Fade(frames, frame => frame / (double)frames);
    }

    public PaintedFilm Black(int frames) => Plain(frames, 0);

    public PaintedFilm White(int frames) => Plain(frames, 255);

    public IReadOnlyList<ShotTransition> Search() => ShotSearch.Find(new MemoryStream([.. _pictures.SelectMany(picture => picture)]));

    private PaintedFilm Move(int frames, double cellsAFrame)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            _at += cellsAFrame;
            Add((column, row) => _place.Level(column + _at, row));
        }

        return this;
    }

    private PaintedFilm Fade(int frames, Func<int, double> light)
    {
        for (var frame = 1; frame <= frames; frame++)
        {
            var part = light(frame);
            _at += SlowPan;
            Add((column, row) => _place.Level(column + _at, row) * part);
        }

        return this;
    }

    private PaintedFilm Plain(int frames, byte level)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            _pictures.Add([.. Enumerable.Repeat(level, Fingerprint.Size)]);
        }

        return this;
    }

    private void Add(Func<int, int, double> level)
    {
        var picture = new byte[Fingerprint.Size];
        for (var cell = 0; cell < picture.Length; cell++)
        {
            var noise = (_random.NextDouble() - 0.5) * 0.6;
            picture[cell] = (byte)Math.Clamp(Math.Round(level(cell % Fingerprint.Columns, cell / Fingerprint.Columns) + noise), 0, 255);
        }

        _pictures.Add(picture);
    }

    /// <summary>Waves of a few cells' length in both directions.</summary>
    private sealed class Place(Random random)
    {
        private readonly double[] _waves = [.. Enumerable.Range(0, 16).Select(_ => random.NextDouble())];

        public double Level(double column, double row)
        {
            var sum = 0.0;
            for (var wave = 0; wave < _waves.Length; wave += 4)
            {
                sum += Math.Sin((column * (0.2 + (0.5 * _waves[wave]))) + (row * (_waves[wave + 1] - 0.5)) + (6.28 * _waves[wave + 2])) * (20 + (25 * _waves[wave + 3]));
            }

            return 120 + sum;
        }
    }
}
