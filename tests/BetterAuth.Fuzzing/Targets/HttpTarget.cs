using System.Text;
using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.Worlds;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>
/// Raw bodies to every endpoint, through ASP.NET's pipeline. An input is: endpoint (1), key that signs the payload again (1; 0: as it stands), content type (1), body.
/// The answer is signed for the request's nonce, or a refusal of the form others read, or a bare status; what is refused changes nothing, and what was accepted changes nothing the second time.
/// </summary>
internal sealed class HttpTarget : FuzzTarget
{
    private const int HeadLength = 3;
    private static readonly string[] Paths = [.. Operations.All.Select(AuthenticationPaths.Default.PathOf), InProcessServer.AccessPath];
    private static readonly (string? Type, string? Encoding)[] Types = [("application/json", null), (null, null), ("text/plain; charset=utf-8", null), ("application/json; charset=utf-16", null), ("application/json", "gzip"), ("image/png", null)];

    private FixedWorld? _world;
    private InProcessServer? _server;

    public override string Name => "http";

    public override IReadOnlyList<Mutation> Mutations { get; } = Behind.Head(HeadLength, [.. JsonMutations.All, .. JsonMutations.All, .. TextMutations.Base64, .. ByteMutations.All]);

    public override int TestedInputs => 1_500;

    public override IReadOnlyList<string> MustHappen { get; } = [.. Paths.Select(path => "200 " + path), "400", "401", "415", "422"];

    private FixedWorld World => _world ??= new();

    private InProcessServer Server => _server ??= new(World);

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        foreach ((Operation? operation, byte[] message, ISigningKey? signer) in SampleMessages.Requests(World))
        {
            byte endpoint = (byte)(operation is { } known ? (int)known : Paths.Length - 1);
            yield return ($"{operation?.ToString() ?? "Access"}.bin", [endpoint, 0, 0, .. message]);
            if (signer is not null)
            {
                yield return ($"{operation?.ToString() ?? "Access"}-signed-again.bin", [endpoint, (byte)(1 + World.NumberOf(signer)), 0, .. message]);
            }
        }

        yield return ("nothing.bin", [0, 0, 0]);
        yield return ("text.bin", [0, 0, 2, .. "{}"u8]);
        yield return ("utf-16.bin", [0, 0, 3, .. "{}"u8]);
        yield return ("large.bin", [3, 0, 0, .. Encoding.ASCII.GetBytes("{\"payload\":\"" + new string('a', 8000) + "\"}")]);
        yield return ("another-signer.bin", [(byte)Operation.RotateDevice, (byte)(1 + World.NumberOf(World.Device.Key(0))), 0, .. World.Device.Gated(World.Device.RotateRequest())]);
        yield return ("wrong-key.bin", [(byte)Operation.RotateDevice, 0, 0, .. World.Device.Message(World.Device.RotateRequest(World.Device.Position), World.Device.Key(World.Device.Position))]);
        yield return ("foreign-container.bin", [(byte)Operation.LinkDevice, 0, 0, .. World.Device.Gated(World.Device.LinkRequest(World.Stranger.Container()))]);
        yield return ("old-request.bin", [(byte)(Paths.Length - 1), 0, 0, .. World.Session.AccessMessage(SampleMessages.Request, timestamp: "2026-11-23T11:00:00.000Z")]);
    }

    public override void Run(byte[] input)
    {
        byte[] whole = [.. input, .. new byte[Math.Max(0, HeadLength - input.Length)]];
        string path = Paths[whole[0] % Paths.Length];
        byte[] body = whole[HeadLength..];
        body = whole[1] == 0 ? body : Signing.Again(body, World.Keys.Made[(whole[1] - 1) % World.Keys.Made.Count]);
        World.Reset();
        byte[] before = World.Store.Image();
        (int status, string? type, byte[] answer) = Send(path, body, whole[2]);
        if (status == 200)
        {
            Count("200 " + path);
            CheckSigned(type, answer, body);
            CheckAgain(path, body, whole[2]);
            return;
        }

        Count(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Oracle.Same(before, World.Store.Image(), "refused, and the store is another");
        Oracle.Same(0, World.Lock.Count, "nonces used up by a refused request");
        CheckRefused(status, type, answer);

        // Nothing has changed, so it can be measured as often as needed.
        Oracle.Cheap(() => Send(path, body, whole[2]).Status);
    }

    private (int Status, string? ContentType, byte[] Body) Send(string path, byte[] body, byte type)
    {
        Server.Log.Clear();
        (int status, string? contentType, byte[] answer) = Server.Send(path, body, Types[type % Types.Length].Type, Types[type % Types.Length].Encoding);
        foreach (string line in Server.Log.Lines)
        {
            Oracle.Holds(line.Length < 2048 && !line.AsSpan().ContainsAnyExceptInRange(' ', '~'), $"not a line for a log: {line}");
        }

        return (status, contentType, answer);
    }

    private void CheckSigned(string? type, byte[] answer, byte[] body)
    {
        Oracle.Same("application/json", type, "content type");
        Oracle.Holds(WireReader.TryRead(answer, CryptographicSuite.Default, out SignedMessage<ResponsePayload<RawJson>> message, out _), "an answer that clients do not read");
        Oracle.Holds(World.World.ResponseKey.Verify(message.PayloadBytes.Span, message.Signature.Span) == VerificationStatus.Valid, "an answer that is not signed");
        using JsonDocument request = JsonDocument.Parse(body);
        Oracle.Same(request.RootElement.GetProperty("payload").GetProperty("access").GetProperty("nonce").GetString(), message.Payload.Access.Nonce.ToString(), "the answer's nonce");
    }

    /// <summary>A repetition has no second effect.</summary>
    private void CheckAgain(string path, byte[] body, byte type)
    {
        (byte[] after, int used) = (World.Store.Image(), World.Lock.Count);
        int status = Send(path, body, type).Status;
        Oracle.Same(after, World.Store.Image(), "repeated, and the store is another");
        Oracle.Same(used, World.Lock.Count, "nonces used up by a repetition");
        Oracle.Holds(path != InProcessServer.AccessPath || status == 401, "an access request is accepted twice");
    }

    private static void CheckRefused(int status, string? type, byte[] answer)
    {
        if (status is 404 or 413 or 415)
        {
            Oracle.Same(0, answer.Length, "a bare status with a body");
            return;
        }

        Oracle.Same("application/json", type, "content type");
        using JsonDocument document = JsonDocument.Parse(answer);
        JsonElement error = document.RootElement.GetProperty("error");
        Oracle.Same("error", string.Join(',', document.RootElement.EnumerateObject().Select(member => member.Name)), "members of a refusal");
        Oracle.Same("code,message,context", string.Join(',', error.EnumerateObject().Select(member => member.Name)), "members of an error");
        int expected = error.GetProperty("code").GetString()![2] switch { '1' => 400, '2' or '3' or '4' => 401, '5' => 422, _ => 500 };
        Oracle.Same(expected, status, "status of the code");
        Oracle.Holds(status != 500, "an error the catalogue has no code for");
        Oracle.Holds(!answer.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~'), "a refusal that repeats what it was sent");
    }
}
