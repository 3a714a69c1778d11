using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Formats;

/// <summary>
/// What Rushes knows of one codec: what a recipe may ask of it, what is filled in where the recipe is silent, and how FFmpeg is
/// told. Pure. Each is a function with a manifest of its own.
/// </summary>
internal abstract class VideoFormat(CodecFormat format, string name, string folder)
{
    public CodecFormat Format => format;

    /// <summary>As in <c>--codecs</c>: "avc".</summary>
    public string Name => name;

    /// <summary>Where its manifest is, under Functions/.</summary>
    public string Folder => folder;

    /// <summary>Takes chunks of this codec.</summary>
    public FunctionReference<ChunkTask, ChunkResult> Function { get; } = new($"encoding.{name}", ChunkTask.Parser, ChunkResult.Parser);

    /// <summary>FFmpeg's name of the container that chunks are written as.</summary>
    public virtual string Container => "mp4";

    /// <summary>Every frame stands alone, so none has to be forced to.</summary>
    public virtual bool IsIntra => false;

    /// <summary>The encoder can go by the times of frames, where those come unsteadily. Others count frames at the recipe's frame rate.</summary>
    public virtual bool GoesByTimes => false;

    /// <summary>Streams say whether samples fill their range. Where they do not, decoders take it that they leave room, as in a studio.</summary>
    public virtual bool SignalsRange => true;

    /// <summary>Two fields of a frame can be coded as what they are.</summary>
    public virtual bool CodesFields => false;

    /// <summary>The encoder keeps the cap of a run. Of others each piece is held against it, and made again where it went beyond.</summary>
    public bool KeepsCap => FullnessAtBorders is null;

    /// <summary>
    /// Of the decoder's buffer, when the first picture of a piece is due: where the encoder makes the fewest pieces that do not find, or do not
    /// leave, enough. Null: it keeps the cap of a run.
    /// </summary>
    public virtual double? FullnessAtBorders => null;

    /// <summary>The levels that the recipe's profile has; null: the codec has none.</summary>
    public virtual LevelTable? Levels(Recipe recipe) => null;

    /// <summary>Everything that makes the recipe impossible for the codec.</summary>
    /// <param name="recipe">As asked for.</param>
    /// <param name="source">Null: it is not known, which is told elsewhere.</param>
    public abstract IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source);

    /// <summary>Fills codec, preset and all else of the codec's own. What every codec has (colour, threads, clock) is filled already.</summary>
    /// <param name="recipe">Passed <see cref="Check"/>; changed.</param>
    /// <param name="source">The picture to encode.</param>
    /// <param name="framesPerSecond">Of the shortest frames.</param>
    public abstract void Resolve(Recipe recipe, VideoTrack source, double framesPerSecond);

    /// <summary>Whether two passes are worth it, unless the recipe wants one.</summary>
    /// <param name="recipe">Resolved but for that.</param>
    public virtual bool GainsByTwoPasses(Recipe recipe) => recipe.Rate.HasBitrate;

    /// <summary>
    /// What the first of two passes over a piece runs: for an average bit rate one output at constant quality, whose size says how hard the piece is;
    /// and statistics for the second pass where the encoder takes them. None: there is one pass only.
    /// </summary>
    /// <param name="recipe">Resolved.</param>
    public virtual IReadOnlyList<EncoderOutput> FirstPass(Recipe recipe) => [];

    /// <summary>The encoder's options.</summary>
    /// <param name="recipe">Resolved.</param>
    public abstract IEnumerable<string> Options(Recipe recipe);

    /// <summary>The encoder's options for one of two passes.</summary>
    /// <param name="output">Of pass 1 or 2.</param>
    /// <param name="statistics">That it leaves or takes.</param>
    public virtual IEnumerable<string> Options(EncoderOutput output, StatisticsFile statistics) =>
    [
        .. Options(output.Recipe),
        .. output.Pass > 0 ? ["-pass", Formats.Options.Number(output.Pass), "-passlogfile", statistics.Prefix] : Array.Empty<string>(),
    ];
}
