using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Recipes;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// What decides the bytes of a piece in one rendition, as a name: the coded pictures of the source, their times, what the encoder is told, and
/// which build is told it. Pieces of one name are the same bytes, whichever job asks, so that none is encoded twice. An edit of the source
/// changes the names of the pieces that it touches; one that moves what follows changes those too, since a grid of times cuts them.
/// </summary>
/// <param name="ffmpeg">That would encode it.</param>
/// <param name="format">Of the renditions.</param>
/// <param name="video">All frames of the video.</param>
/// <param name="clock">Of the video.</param>
internal sealed class PieceIdentity(ToolInstallation ffmpeg, VideoFormat format, Timeline video, EncoderClock clock)
{
    // Raised when the same command would be run another way.
    private const string Form = "rushes piece 2";

    /// <summary>Lower-case hex; null where it is not known what the source codes there, or which encoder will.</summary>
    /// <param name="task">Of one piece.</param>
    /// <param name="recipe">One of the task's.</param>
    public string? Of(ChunkTask task, Recipe recipe)
    {
        var piece = task.Pieces[0];
        if (piece.Digest.IsEmpty || !ffmpeg.IsSelfContained)
        {
            return null;
        }

        var alone = Alone(task, recipe);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(piece.Digest.Span);
        hash.AppendData(Picture(task.Track).ToByteArray());
        foreach (var text in (string[])[Form, ffmpeg.Digest, .. new ChunkCommand(format, alone, video, clock).Build("source", "folder", seek: true)])
        {
            AppendText(hash, text);
        }

        // A piece that goes beyond it is made again by another command.
        if (RunBuffer.Of(format, recipe.Rate, task.Frames, task.Video) is { } buffer)
        {
            AppendText(hash, string.Create(CultureInfo.InvariantCulture, $"{buffer.Rate} {buffer.Size} {buffer.Found} {buffer.Left}"));
        }

        // The command names the statistics of a first pass by their files.
        foreach (var statistics in alone.Pieces[0].Shares.SelectMany(share => share.Statistics))
        {
            hash.AppendData(statistics.File.Digest.Span);
        }

        AppendTimes(hash, ChunkFilters.CutOf(alone, video).Decoded);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Without a name: neighbours in a process change nothing.
    private static ChunkTask Alone(ChunkTask task, Recipe recipe)
    {
        const string Nameless = "rendition";
        var piece = new Piece { Frames = task.Frames };
        piece.Shares.AddRange(task.Pieces[0].Shares.Where(share => share.Rendition == recipe.Name).Select(share => new RunShare(share) { Rendition = Nameless, Number = 0 }));
        var alone = task.Of(piece).With(new Recipe(recipe) { Name = Nameless });
        alone.Chunk = 0;
        return alone;
    }

    // How the pictures are to be taken; not how many others there are.
    private static VideoTrack Picture(VideoTrack track) => new(track) { Frames = 0, FirstTime = null, Duration = null };

    private static void AppendText(IncrementalHash hash, string text)
    {
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }

    private void AppendTimes(IncrementalHash hash, (int From, int To) frames)
    {
        Span<byte> times = stackalloc byte[3 * sizeof(long)];
        var start = video.PresentationTime(frames.From);
        for (var frame = frames.From; frame < frames.To; frame++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(times, video.SourceTime(frame));
            BinaryPrimitives.WriteInt64LittleEndian(times[sizeof(long)..], video.PresentationTime(frame) - start);
            BinaryPrimitives.WriteInt64LittleEndian(times[(2 * sizeof(long))..], video.Duration(frame));
            hash.AppendData(times);
        }
    }
}
