// A user's program: declares messages, writes one, reads it back, and has a wrong one refused. The exit code says whether all went well.
using System;
using System.Collections.Generic;
using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;

const string Json = """{"account":"Zoë","cents":100,"tags":[{"k":"x"},{"k":"y","value":0.5}],"sequence":"18446744073709551615"}""";

Transfer transfer = new("Zoë", 100, null) { Tags = [new("x", null), new("y", 0.5)], Sequence = ulong.MaxValue };
string written = Encoding.UTF8.GetString(WireWriter.ToArray(transfer));
if (written != Json)
{
    return Fail($"wrote {written}");
}

if (!TryRead(Json, out Transfer? read, out Refusal? refusal) || Encoding.UTF8.GetString(WireWriter.ToArray(read)) != Json)
{
    return Fail($"did not read what it wrote: {refusal}");
}

if (TryRead(Json.Replace("0.5", "\"0.5\""), out _, out refusal) || refusal["field"] != "transfer.tags.1.value")
{
    return Fail($"did not refuse a text for a number: {refusal}");
}

Console.WriteLine($"package-consumer: {written.Length} characters went round");
return 0;

static bool TryRead(string json, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Transfer? transfer, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Refusal? refusal)
{
    transfer = null;
    return RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson raw, out refusal) && raw.TryReadAs<Transfer>("transfer", out transfer, out refusal);
}

static int Fail(string what)
{
    Console.Error.WriteLine($"package-consumer: {what}");
    return 1;
}

[BetterAuthMessage]
internal sealed partial record Transfer(string Account, long Cents, string? Note)
{
    public required IReadOnlyList<Tag> Tags { get; init; }

    [IntegerAsText]
    public ulong Sequence { get; init; }
}

[BetterAuthMessage]
internal partial record struct Tag([MemberName("k")] string Key, double? Value);
