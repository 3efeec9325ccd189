using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Marquee.Tests.Architecture;

using Names = IEnumerable<UsedType>;

/// <summary>Every type that a signature names, type arguments included.</summary>
internal sealed class NamedTypes(string assembly) : ISignatureTypeProvider<Names, object?>
{
    public UsedType Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? Outermost(metadata, outer)
            : new UsedType(assembly, metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    public Names GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [Outermost(reader, handle)];

    public Names GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference) return GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind);
        var home = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : assembly;
        return [new UsedType(home, reader.GetString(type.Namespace), reader.GetString(type.Name))];
    }

    public Names GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public Names GetFunctionPointerType(MethodSignature<Names> signature) => Of(signature);

    public Names GetGenericInstantiation(Names genericType, ImmutableArray<Names> typeArguments) => genericType.Concat(typeArguments.SelectMany(names => names));

    public Names GetModifiedType(Names modifier, Names unmodifiedType, bool isRequired) => modifier.Concat(unmodifiedType);

    public Names GetArrayType(Names elementType, ArrayShape shape) => elementType;

    public Names GetByReferenceType(Names elementType) => elementType;

    public Names GetPinnedType(Names elementType) => elementType;

    public Names GetPointerType(Names elementType) => elementType;

    public Names GetSZArrayType(Names elementType) => elementType;

    public Names GetGenericMethodParameter(object? genericContext, int index) => [];

    public Names GetGenericTypeParameter(object? genericContext, int index) => [];

    public Names GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

    public static Names Of(MethodSignature<Names> signature) => signature.ReturnType.Concat(signature.ParameterTypes.SelectMany(names => names));
}
