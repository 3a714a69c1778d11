using Rushes.Contracts;
using Rushes.Encoding.Functions.Av1;
using Rushes.Encoding.Functions.Avc;
using Rushes.Encoding.Functions.Dnxhr;
using Rushes.Encoding.Functions.H263;
using Rushes.Encoding.Functions.Hevc;
using Rushes.Encoding.Functions.Mpeg2;
using Rushes.Encoding.Functions.ProRes;
using Rushes.Encoding.Functions.Vp9;

namespace Rushes.Encoding.Formats;

/// <summary>The codecs that can be encoded.</summary>
internal static class VideoFormats
{
    public static readonly IReadOnlyList<VideoFormat> All =
    [
        new AvcFormat(), new HevcFormat(), new Av1Format(), new Vp9Format(), new ProResFormat(), new DnxhrFormat(), new Mpeg2Format(), new H263Format(),
    ];

    public static VideoFormat? Find(CodecFormat format) => All.FirstOrDefault(known => known.Format == format);

    /// <param name="recipe">Of a codec that is known, as the API has checked.</param>
    public static VideoFormat Of(Recipe recipe) => Find(recipe.Codec.Format)
        ?? throw new ArgumentException($"'{recipe.Codec.Format}' is no codec that can be encoded.", nameof(recipe));
}
