using BetterAuth.Cryptography;
using BetterAuth.Errors;

namespace BetterAuth.Cli.Inspect;

/// <summary>Inspects one JSON object: a message of the protocol, a link container, a token's claims, or an error that somebody answered.</summary>
internal static class MessageInspector
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    public static Inspection Inspect(ReadOnlyMemory<byte> text, FieldNotes notes, List<SignedPart> parts)
    {
        // First by the members alone: then what is wrong with a text is told of the right kind.
        MessageKind? kind = MessageKind.All.FirstOrDefault(candidate => candidate.TryRead(text, suite: null, [], out _));
        if (kind is null)
        {
            return PeerError.TryRead(text, out PeerError? error) ? OfError(error) : OfNoKind(text);
        }

        kind.TryRead(text, suite: null, parts, out _);
        Inspection inspection = new(kind.Name);
        inspection.Fields.AddRange(JsonFields.Of(text, kind.FreePath));
        if (!kind.TryRead(text, Suite, [], out Refusal? refusal))
        {
            inspection.Problem = ProblemOf(refusal!);
        }

        TokenInspector.Expand(inspection, parts);
        notes.AddTo(inspection);
        return inspection with { Kind = kind.NameOf(inspection.Fields) };
    }

    private static Inspection OfError(PeerError error)
    {
        Inspection inspection = new(error.Code is null ? "error answer of a peer, unsigned" : "error answer, unsigned");
        if (error.Code is not null)
        {
            inspection.Fields.Add(new("error.code", error.Code, ""));
        }

        inspection.Fields.Add(new("error.message", error.Message, ""));
        inspection.Fields.AddRange(error.Context.Select(member => new InspectedField($"error.context.{member.Key}", member.Value, "")));
        return inspection;
    }

    /// <summary>It fits no kind: the one whose reader came furthest says what stopped it.</summary>
    private static Inspection OfNoKind(ReadOnlyMemory<byte> text)
    {
        InspectedProblem? furthest = null;
        foreach (MessageKind kind in MessageKind.All)
        {
            kind.TryRead(text, Suite, [], out Refusal? refusal);
            InspectedProblem problem = ProblemOf(refusal!);
            if (furthest is null || Depth(problem) > Depth(furthest))
            {
                furthest = problem;
            }
        }

        return new Inspection((string?)null) { Problem = furthest };

        static int Depth(InspectedProblem problem) => problem.Field.Count(character => character == '.');
    }

    private static InspectedProblem ProblemOf(Refusal refusal) => new(refusal["field"] ?? "message", refusal["details"] ?? "malformed");
}
