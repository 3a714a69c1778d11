namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>ftyp</c>, ISO/IEC 14496-12 §4.3: what the file claims to be.</summary>
/// <param name="Major"><c>isom</c>, <c>qt  </c>, …</param>
/// <param name="MinorVersion">Of the major brand.</param>
/// <param name="Compatible">Brands of which it keeps the rules.</param>
public sealed record FileBrands(BoxType Major, uint MinorVersion, IReadOnlyList<BoxType> Compatible)
{
    internal static FileBrands Parse(BoxReader content)
    {
        var major = BoxType.From(content.ReadBytes(4));
        var minor = content.ReadUInt32();
        var compatible = new BoxType[content.Remaining / 4];
        for (var i = 0; i < compatible.Length; i++)
        {
            compatible[i] = BoxType.From(content.ReadBytes(4));
        }

        return new FileBrands(major, minor, compatible);
    }
}
