using System.Text.Json;
using System.Text.Json.Serialization;

namespace BetterAuth.Measurements.Messages;

// The protocol's messages as anybody would declare them for System.Text.Json, member by member as ours. It checks types alone, no shapes.
internal sealed record PlainSigned<TPayload>(TPayload Payload, string Signature);

internal sealed record PlainUnsigned<TPayload>(TPayload Payload);

internal sealed record PlainRequest<TRequest>(PlainNonce Access, TRequest Request);

internal sealed record PlainAccessRequest(PlainRequestAccess Access, JsonElement Request);

internal sealed record PlainResponse<TResponse>(PlainResponseAccess Access, TResponse Response);

internal sealed record PlainNonce(string Nonce);

internal sealed record PlainRequestAccess(string Nonce, string Timestamp, string Token);

internal sealed record PlainResponseAccess(string Nonce, string ServerIdentity);

internal sealed record PlainDevice(string Device, string Identity, string PublicKey, string RotationHash);

internal sealed record PlainRegistration(string Device, string Identity, string PublicKey, string RecoveryHash, string RotationHash);

internal sealed record PlainRecovery(string Device, string Identity, string PublicKey, string RecoveryHash, string RecoveryKey, string RotationHash);

internal sealed record PlainSession(string Device, string Nonce);

internal sealed record PlainIdentity(string Identity);

internal sealed record PlainAuthenticated<TAuthentication>(TAuthentication Authentication);

internal sealed record PlainLink(PlainDevice Authentication, PlainSigned<PlainAuthenticated<PlainDevice>> Link);

internal sealed record PlainUnlink(PlainDevice Authentication, PlainUnlinkTarget Link);

internal sealed record PlainUnlinkTarget(string Device);

internal sealed record PlainCreateSession(PlainAccessKeys Access, PlainSession Authentication);

internal sealed record PlainAccessKeys(string PublicKey, string RotationHash);

internal sealed record PlainRefreshSession(PlainRefreshAccess Access);

internal sealed record PlainRefreshAccess(string PublicKey, string RotationHash, string Token);

internal sealed record PlainEmpty;

internal sealed record PlainSessionResponse(PlainToken Access);

internal sealed record PlainToken(string Token);

internal sealed record PlainClaims(string ServerIdentity, string Device, string Identity, string PublicKey, string RotationHash, string IssuedAt, string Expiry, string RefreshExpiry, JsonElement Attributes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainSigned<PlainRequest<PlainAuthenticated<PlainRegistration>>>), TypeInfoPropertyName = "Registration")]
[JsonSerializable(typeof(PlainSigned<PlainRequest<PlainAuthenticated<PlainRecovery>>>), TypeInfoPropertyName = "Recovery")]
[JsonSerializable(typeof(PlainSigned<PlainRequest<PlainAuthenticated<PlainDevice>>>), TypeInfoPropertyName = "Device")]
[JsonSerializable(typeof(PlainSigned<PlainRequest<PlainLink>>), TypeInfoPropertyName = "Link")]
[JsonSerializable(typeof(PlainSigned<PlainRequest<PlainUnlink>>), TypeInfoPropertyName = "Unlink")]
[JsonSerializable(typeof(PlainUnsigned<PlainRequest<PlainAuthenticated<PlainIdentity>>>), TypeInfoPropertyName = "RequestSession")]
[JsonSerializable(typeof(PlainSigned<PlainRequest<PlainCreateSession>>), TypeInfoPropertyName = "CreateSession")]
[JsonSerializable(typeof(PlainSigned<PlainRequest<PlainRefreshSession>>), TypeInfoPropertyName = "RefreshSession")]
[JsonSerializable(typeof(PlainSigned<PlainAccessRequest>), TypeInfoPropertyName = "Access")]
[JsonSerializable(typeof(PlainSigned<PlainResponse<PlainEmpty>>), TypeInfoPropertyName = "EmptyResponse")]
[JsonSerializable(typeof(PlainSigned<PlainResponse<PlainAuthenticated<PlainNonce>>>), TypeInfoPropertyName = "RequestSessionResponse")]
[JsonSerializable(typeof(PlainSigned<PlainResponse<PlainSessionResponse>>), TypeInfoPropertyName = "SessionResponse")]
[JsonSerializable(typeof(PlainSigned<PlainResponse<JsonElement>>), TypeInfoPropertyName = "AccessResponse")]
[JsonSerializable(typeof(PlainSigned<PlainAuthenticated<PlainDevice>>), TypeInfoPropertyName = "Container")]
[JsonSerializable(typeof(PlainClaims), TypeInfoPropertyName = "Claims")]
internal sealed partial class PlainContext : JsonSerializerContext;
