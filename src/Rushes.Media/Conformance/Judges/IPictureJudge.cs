namespace Rushes.Media.Conformance.Judges;

/// <summary>Looks at the pictures of a stream, one after another in decode order, for one kind of fault.</summary>
internal interface IPictureJudge
{
    /// <param name="frame">In decode order.</param>
    /// <param name="picture">What its sample holds.</param>
    void Take(int frame, in CodedPicture picture);

    /// <summary>Says what only the whole stream tells.</summary>
    void Finish()
    {
    }
}
