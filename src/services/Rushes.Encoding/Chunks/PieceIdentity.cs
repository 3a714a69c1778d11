using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// What decides the bytes of a piece in one rendition, as a name: the coded pictures of the source, their times, what the encoder is told, and
/// which build is told it. Pieces of one name are the same bytes, whichever job asks, so that none is encoded twice. An edit of the source
/// changes the names of the pieces that it touches; one that moves what follows changes those too, since a grid of times cuts them.
/// </summary>
internal static class PieceIdentity
{
    // Raised when the same command would be run another way.
    private const string Form = "rushes piece 1";

    /// <summary>Lower-case hex; null where it is not known what the source codes there.</summary>
    /// <param name="ffmpeg">That would encode it.</param>
    /// <param name="format">Of the rendition.</param>
    /// <param name="task">Its frames are those of the piece.</param>
    /// <param name="piece">One of the task's.</param>
    /// <param name="recipe">One of the task's.</param>
    /// <param name="video">All frames of the video.</param>
    public static string? Of(ToolInstallation ffmpeg, VideoFormat format, ChunkTask task, Piece piece, Recipe recipe, Timeline video)
    {
        if (piece.Digest.IsEmpty)
        {
            return null;
        }

        // Alone, and without a name: its neighbours in a process change nothing.
        var alone = new ChunkTask(task);
        alone.Recipes.Clear();
        alone.Recipes.Add(new Recipe(recipe) { Name = "rendition" });

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(piece.Digest.Span);
        hash.AppendData(Picture(task.Track).ToByteArray());
        foreach (var text in (string[])[Form, ffmpeg.Digest, .. new ChunkCommand(format, alone, video).Build("source", "folder", seek: true)])
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        AppendTimes(hash, ChunkFilters.Decoded(alone, video), video);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // How the pictures are to be taken; not how many others there are.
    private static VideoTrack Picture(VideoTrack track) => new(track) { Frames = 0, FirstTime = null, Duration = null };

    private static void AppendTimes(IncrementalHash hash, (int From, int To) frames, Timeline video)
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
