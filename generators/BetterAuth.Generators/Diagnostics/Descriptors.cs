using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Diagnostics;

/// <summary>Everything the generator refuses. Each has its paragraph in docs/generator.md.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "BAG001", "A message is partial", "'{0}' must be declared partial (and not file-local): the generator adds its reader and writer to it");

    public static readonly DiagnosticDescriptor UnsupportedKind = Error(
        "BAG002", "Not every kind of type can be a message", "'{0}' cannot be a message: {1}");

    public static readonly DiagnosticDescriptor GenericOwned = Error(
        "BAG003", "An owned message is not generic", "'{0}' cannot be a message: owned messages, and the types they are nested in, have no type parameters");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        "BAG004", "The type of a member is not supported", "'{0}' has the type '{1}', which does not travel: {2}");

    public static readonly DiagnosticDescriptor NoConstructor = Error(
        "BAG005", "A message needs a constructor", "'{0}' has no constructor the generator can call: declare one without parameters (it may be private), or make it a record whose parameters are its members");

    public static readonly DiagnosticDescriptor Unsettable = Error(
        "BAG006", "A member can be read and set", "'{0}' would not travel: {1}");

    public static readonly DiagnosticDescriptor BadName = Error(
        "BAG007", "The name of a member cannot travel", "'{0}' cannot be named \"{1}\": {2}");

    public static readonly DiagnosticDescriptor DuplicateName = Error(
        "BAG008", "Two members have the same name", "'{0}' and '{1}' are both named \"{2}\"; give one another name with [MemberName]");

    public static readonly DiagnosticDescriptor TooManyMembers = Error(
        "BAG009", "A message has at most 64 members", "'{0}' has {1} members; at most 64 are supported");

    public static readonly DiagnosticDescriptor NotAnInteger = Error(
        "BAG010", "[IntegerAsText] is for integers", "'{0}' has [IntegerAsText] but no integer in its type '{1}'");

    public static readonly DiagnosticDescriptor NotAText = Error(
        "BAG011", "[Text] is for the texts of a view", "'{0}' has [Text], which only the Utf8Text members of a view can have");

    public static readonly DiagnosticDescriptor MixedView = Error(
        "BAG012", "A view holds only what a view can hold", "'{0}' holds the view '{1}' but also '{2}', which is not Utf8Text, RawJson or a view");

    public static readonly DiagnosticDescriptor Collision = Error(
        "BAG013", "A generated member's name is taken", "'{0}' collides with the generated method of that name; rename it, and keep its name on the wire with [MemberName]");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "BetterAuth", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/generator.md#" + id.ToLowerInvariant());
}
