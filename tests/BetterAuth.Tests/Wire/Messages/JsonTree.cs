using System.Text;
using System.Text.Json;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>A message taken apart so that a test can do to one member what no serializer would: twice, escaped, missing, somewhere else.</summary>
internal sealed class JsonTree
{
    private JsonTree(string name, string? raw, List<JsonTree>? members, string path)
    {
        Name = name;
        Raw = raw;
        Members = members;
        Path = path;
    }

    /// <summary>The member's name as it is written between the quotes.</summary>
    public string Name { get; set; }

    /// <summary>The value's text, unless it is an object.</summary>
    public string? Raw { get; set; }

    /// <summary>The members, if it is an object.</summary>
    public List<JsonTree>? Members { get; set; }

    /// <summary>The path from the root as refusals name it; empty for the root.</summary>
    public string Path { get; }

    public bool IsText => Raw is ['"', ..];

    public static JsonTree Parse(ReadOnlyMemory<byte> text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return Of("", document.RootElement, "");
    }

    /// <summary>This and everything below, except what stands inside application data.</summary>
    public IEnumerable<JsonTree> Walk() => [this, .. (Members ?? []).SelectMany(member => member.Walk())];

    public JsonTree At(string path) => Walk().Single(node => node.Path == path);

    public JsonTree ParentOf(JsonTree node) => Walk().Single(candidate => candidate.Members?.Contains(node) == true);

    /// <summary>Another member of the same value, to be put beside this one.</summary>
    public JsonTree As(string name, string? raw = null) => new(name, raw ?? Raw, raw is null ? Members : null, Path);

    public static JsonTree Member(string name, string raw) => new(name, raw, null, name);

    public void Replace(string raw)
    {
        Raw = raw;
        Members = null;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    public override string ToString() => Members is null ? Raw! : "{" + string.Join(',', Members.Select(member => $"\"{member.Name}\":{member}")) + "}";

    /// <summary>The same with white space wherever it may be.</summary>
    public string Pretty() => Members is null ? Raw! : "{\n " + string.Join(" ,\t", Members.Select(member => $"\"{member.Name}\" :\r\n{member.Pretty()}")) + " }";

    /// <summary>The same with every object's members the other way round.</summary>
    public JsonTree Reversed() => new(Name, Raw, Members is null ? null : [.. Members.AsEnumerable().Reverse().Select(member => member.Reversed())], Path);

    private static JsonTree Of(string name, JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? new(name, null, [.. element.EnumerateObject().Select(member => Of(member.Name, member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))], path)
        : new(name, element.GetRawText(), null, path);
}
